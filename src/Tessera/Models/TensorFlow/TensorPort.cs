using System.Runtime.InteropServices;

namespace Tessera.Models.TensorFlow;

/// <summary>One input or output of an operation in TensorFlow's graph: the C interface's <c>TF_Output</c>.</summary>
/// <param name="Operation">Belongs to the graph.</param>
/// <param name="Index">Which output.</param>
[StructLayout(LayoutKind.Sequential)]
readonly record struct TensorPort(nint Operation, int Index);
