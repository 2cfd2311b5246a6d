using Tessera.Kernels;

namespace Tessera.Models.Managed.Planning;

/// <summary>A convolution's plan and its weights in the order in which the kernel reads them; immutable.</summary>
sealed record PreparedConvolution(Convolution Convolution, PackedWeights Weights);
