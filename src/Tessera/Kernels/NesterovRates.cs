namespace Tessera.Kernels;

/// <summary>The numbers of one step of SGD with Nesterov momentum.</summary>
public readonly record struct NesterovRates(float LearningRate, float Momentum, float WeightDecay);
