using System.Collections.Immutable;
using Tessera.Kernels;
using Tessera.Networks;
using Tessera.Training.Execution;

namespace Tessera.Training;

/// <summary>A training in progress: everything that a step changes.</summary>
sealed class TrainingRun : IDisposable
{
    readonly Network _network;
    readonly Recipe _recipe;
    readonly TrainerSettings _settings;
    readonly LabeledImages _images;
    readonly DataSplit _split;
    readonly float[] _table;
    readonly int[] _labels;
    readonly int _stepsPerEpoch;
    readonly KernelSession _session;
    readonly TrainingExecutor _executor;
    readonly Optimizer _optimizer;
    readonly WeightSet? _average;
    readonly BatchFeeder _feeder;
    readonly Evaluator _evaluator;
    readonly List<EpochResult> _history = [];
    double _epochLoss;
    long _epochCorrect;

    public TrainingRun(
        Network network, Recipe recipe, TrainerSettings settings, LabeledImages images, Normalization normalization)
    {
        RequireFits(network, images);
        (_network, _recipe, _settings, _images) = (network, recipe, settings, images);
        _split = DataSplit.Choose(settings.Seed, images.Count, recipe.Validation);
        _table = normalization.Table(images.Image);
        _labels = new int[Math.Min(recipe.BatchSize, _split.Training.Length)];
        _stepsPerEpoch = recipe.StepsPerEpoch(_split.Training.Length);
        Steps = recipe.Steps(_split.Training.Length);
        _feeder = new BatchFeeder(images, _split.Training, recipe, settings.Seed, _table);
        _session = new KernelSession(settings.Kernels, settings.Threads);
        _executor = new TrainingExecutor(network, _labels.Length, settings.Seed, _session);
        _optimizer = new Optimizer(network, recipe, _labels.Length);
        _average = recipe.Lookahead is null ? null : new WeightSet(network);
        _evaluator = new Evaluator(_executor, _session, _table);
    }

    /// <summary>Steps done.</summary>
    public int Step { get; private set; }

    /// <summary>Of the whole training.</summary>
    public int Steps { get; }

    /// <summary>Images a step: the recipe's number, or all where there are fewer.</summary>
    public int BatchSize => _labels.Length;

    public bool IsAtEpochEnd => Step % _stepsPerEpoch == 0 || Step == Steps;

    /// <summary>Sets the first weights, or those of a checkpoint.</summary>
    public void Begin(Checkpoint? resume)
    {
        if (resume is null)
        {
            Initialize();
        }
        else
        {
            Restore(resume);
        }

        _executor.Repack();
    }

    /// <summary>Does one step; gives the mean loss of its images before it.</summary>
    public double Advance()
    {
        var (epoch, batch) = Math.DivRem(Step, _stepsPerEpoch);
        _executor.TrainsWhiteningBias = Step < _recipe.WhiteningBiasEpochs * _stepsPerEpoch;
        _feeder.Fill(_session.Workers, epoch, batch, _executor.Images, _labels);
        var logits = _executor.Forward(BatchSize, Step);
        _epochCorrect += Evaluator.CountCorrect(logits, _labels);
        var loss = _executor.Backward(_labels, _recipe.LabelSmoothing);
        _epochLoss += loss;
        _optimizer.Step(_session, _executor, _recipe.Schedule.Factor(Step, Steps));
        Step++;
        Average();
        _executor.Repack();
        return loss / BatchSize;
    }

    /// <summary>Adds the epoch to the learning curve.</summary>
    public EpochResult EndEpoch()
    {
        var images = (double)BatchSize * ((Step - 1) % _stepsPerEpoch + 1);
        var validation = _split.Validation.IsEmpty
            ? null
            : _evaluator.Evaluate(_images, _split.Validation.AsSpan(), WeightedView.Alone);
        var result = new EpochResult(_history.Count + 1, Step, _epochLoss / images, _epochCorrect / images, validation);
        _history.Add(result);
        (_epochLoss, _epochCorrect) = (0, 0);
        return result;
    }

    public Checkpoint Capture() => new()
    {
        Identity = _settings.Identity,
        Step = Step,
        Weights = _executor.Weights.Values.ToArray(),
        Velocities = _optimizer.Velocities.Values.ToArray(),
        Average = _average is null ? [] : _average.Values.ToArray(),
        EpochLoss = _epochLoss,
        EpochCorrect = _epochCorrect,
        History = [.. _history],
    };

    public TrainedNetwork Result() => new(
        _network,
        _network.Parameters.ToImmutableDictionary(
            parameter => parameter.Name, parameter => _executor.Weights[parameter].ToArray()),
        [.. _history]);

    public void Dispose()
    {
        _average?.Dispose();
        _optimizer.Dispose();
        _executor.Dispose();
        _session.Dispose();
    }

    static void RequireFits(Network network, LabeledImages images)
    {
        if (images.Image != network.Image || images.Classes != network.Classes)
        {
            throw TesseraException.User(
                $"network '{network.Name}' is for images of {network.Image} in {network.Classes} classes, but these "
                + $"are {images.Image} in {images.Classes}");
        }
    }

    void Initialize()
    {
        Initialization.Fill(_network, _settings.Seed, _executor.Weights);
        foreach (var kernel in _network.Parameters.Where(parameter => parameter.Initializer == Initializer.Whitening))
        {
            Whitening.Kernel(_images, _split.Training.AsSpan(), _table, kernel.Dimensions[0])
                .CopyTo(_executor.Weights[kernel]);
        }

        if (_average is not null)
        {
            _executor.Weights.Values.CopyTo(_average.Values);
        }
    }

    void Restore(Checkpoint checkpoint)
    {
        var count = _executor.Weights.Values.Length;
        var isOurs = checkpoint.Identity == _settings.Identity
            && checkpoint.Step >= 0 && checkpoint.Step <= Steps
            && checkpoint.Weights.Length == count
            && checkpoint.Velocities.Length == count
            && checkpoint.Average.Length == (_average?.Values.Length ?? 0);
        if (!isOurs)
        {
            throw TesseraException.User(
                $"the checkpoint of step {checkpoint.Step} is of another training; delete it to begin anew");
        }

        checkpoint.Weights.CopyTo(_executor.Weights.Values);
        checkpoint.Velocities.CopyTo(_optimizer.Velocities.Values);
        checkpoint.Average.CopyTo(_average is null ? [] : _average.Values);
        (Step, _epochLoss, _epochCorrect) = (checkpoint.Step, checkpoint.EpochLoss, checkpoint.EpochCorrect);
        _history.AddRange(checkpoint.History);
    }

    /// <summary>Every few steps the weights continue from their average; after the last step they are it.</summary>
    void Average()
    {
        if (_recipe.Lookahead is not { } lookahead || _average is null)
        {
            return;
        }

        if (Step % lookahead.Interval == 0)
        {
            var fraction = (float)(1 - lookahead.DecayAfter(Step, Steps));
            Elementwise.Interpolate(_session, fraction, _executor.Weights.Values, _average.Values);
            _average.Values.CopyTo(_executor.Weights.Values);
        }
        else if (Step == Steps)
        {
            _average.Values.CopyTo(_executor.Weights.Values);
        }
    }
}
