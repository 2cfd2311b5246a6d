using System.Collections.Immutable;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators;

/// <summary>One of TensorFlow's operators: what its outputs are, and how they are computed.</summary>
interface IOperator
{
    /// <summary>
    /// TensorFlow's names of the outputs, by which function bodies refer to them; empty when there is but one.
    /// </summary>
    ImmutableArray<string> OutputNames => [];

    /// <summary>Looks at a node's inputs and says what its outputs are.</summary>
    /// <exception cref="TesseraException">It cannot take such inputs.</exception>
    void Bind(NodeBinding node);
}
