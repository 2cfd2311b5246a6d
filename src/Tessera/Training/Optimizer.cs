using Tessera.Kernels;
using Tessera.Networks;
using Tessera.Training.Execution;

namespace Tessera.Training;

/// <summary>Stochastic gradient descent with Nesterov momentum, as a <see cref="Training.Recipe"/> says.</summary>
sealed class Optimizer : IDisposable
{
    readonly Recipe _recipe;
    readonly int _batch;
    readonly Parameter[] _trained;

    public Optimizer(Network network, Recipe recipe, int batch)
    {
        (_recipe, _batch) = (recipe, batch);
        _trained = [.. network.Parameters.Where(parameter => parameter.IsTrainable)];
        Velocities = new WeightSet(network);
    }

    /// <summary>What momentum each parameter has.</summary>
    public WeightSet Velocities { get; }

    /// <summary>Moves the weights against the gradients of the summed loss.</summary>
    /// <param name="session">Runs it.</param>
    /// <param name="executor">Has weights and gradients; parameters that it has frozen stay as they are.</param>
    /// <param name="factor">The schedule's.</param>
    public void Step(KernelSession session, TrainingExecutor executor, double factor)
    {
        foreach (var parameter in _trained)
        {
            if (executor.IsTrained(parameter))
            {
                Elementwise.NesterovStep(
                    session,
                    Rates(parameter, factor),
                    executor.Gradients[parameter],
                    Velocities[parameter],
                    executor.Weights[parameter]);
            }
        }
    }

    public void Dispose() => Velocities.Dispose();

    /// <summary>Weight decay does not grow with the learning rate of a parameter, so it is divided by that.</summary>
    NesterovRates Rates(Parameter parameter, double factor)
    {
        var isNormalization = parameter.Role is ParameterRole.Scale or ParameterRole.Offset;
        var multiplier = isNormalization ? _recipe.NormalizationRateFactor : 1;
        var decay = _recipe.WeightDecay * _batch / (_recipe.LearningRate * multiplier);
        return new NesterovRates(
            (float)(_recipe.RatePerImage * multiplier * factor), (float)_recipe.Momentum, (float)decay);
    }
}
