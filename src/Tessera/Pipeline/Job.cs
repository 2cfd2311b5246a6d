using Tessera.Datasets;
using Tessera.Engines;
using Tessera.Models;
using Tessera.Models.TensorFlow;
using Tessera.Pipeline.Preprocess;
using Tessera.Pipeline.Steps;
using Tessera.Results;
using Tessera.Storage;
using Tessera.Storage.Hdfs;

namespace Tessera.Pipeline;

/// <summary>
/// The whole of Tessera behind one door: images in, report out. Each step first makes what it needs, and only what is
/// not there yet; a step that was interrupted goes on where it was.
/// </summary>
public sealed class Job : IAsyncDisposable
{
    /// <summary>A folder that a store may have: to look for it shows whether the store answers.</summary>
    const string DatasetsName = "datasets";

    readonly JobContext _context;
    bool _hasSeenStore;

    /// <exception cref="TesseraException">An option is not allowed.</exception>
    public Job(JobOptions options, TimeProvider time, IProgress<StageProgress> progress)
        : this(options, EngineTable.Open(options, time, progress), time, progress)
    {
    }

    /// <summary>A job on an engine that the caller has opened, which is disposed of with the job.</summary>
    /// <exception cref="TesseraException">An option is not allowed.</exception>
    public Job(JobOptions options, IEngine engine, TimeProvider time, IProgress<StageProgress> progress)
    {
        options.Validate();
        _context = new JobContext(options, engine, time, progress);
        HdfsNotices.Waiting += TellWaiting;
    }

    JobOptions Options => _context.Options;

    /// <summary>Ends what the engine started.</summary>
    public ValueTask DisposeAsync()
    {
        HdfsNotices.Waiting -= TellWaiting;
        return _context.Engine.DisposeAsync();
    }

    /// <summary>The source's images as a dataset.</summary>
    public async Task<Dataset> IngestAsync(CancellationToken cancellation)
    {
        await RequireInputsAsync(cancellation);
        return await IngestStep.RunAsync(_context, cancellation);
    }

    /// <summary>The dataset that networks are fed from.</summary>
    public async Task<Dataset> PreprocessAsync(CancellationToken cancellation)
    {
        await RequireInputsAsync(cancellation);
        return await GivenDatasetAsync(cancellation)
            ?? await PreprocessStep.RunAsync(_context, await IngestStep.RunAsync(_context, cancellation), cancellation);
    }

    /// <summary>The folder of the trained model.</summary>
    public async Task<Folder> TrainAsync(CancellationToken cancellation)
    {
        var dataset = await PreprocessAsync(cancellation);
        return Options.Model is { } given
            ? StorageSchemes.Open(given)
            : await TrainStep.RunAsync(_context, dataset, cancellation);
    }

    /// <summary>The folder of the run, with a prediction for every image.</summary>
    public async Task<Folder> ClassifyAsync(CancellationToken cancellation) =>
        await ClassifyStep.RunAsync(_context, await PlanAsync(cancellation), cancellation);

    /// <summary>The figures of the run.</summary>
    public async Task<Metrics> EvaluateAsync(CancellationToken cancellation) =>
        await EvaluateAsync(await RunFolderAsync(cancellation), cancellation);

    /// <summary>Evaluates the run and writes its report.</summary>
    public async Task<JobResult> RunAsync(CancellationToken cancellation)
    {
        var run = await RunFolderAsync(cancellation);
        var metrics = await EvaluateAsync(run, cancellation);
        var report = await ReportStep.RunAsync(_context, run, metrics, cancellation);
        return new JobResult(run.Url, metrics, report);
    }

    /// <summary>Makes all that is classified, and the model.</summary>
    async Task<ClassifyPlan> PlanAsync(CancellationToken cancellation)
    {
        if (Options.Model is { } model)
        {
            var images = await ImagesAsync(cancellation);
            RequireClassifiable(images.Dataset);
            return await ClassifyStep.PlanAsync(_context, images, StorageSchemes.Open(model), cancellation);
        }

        var dataset = await PreprocessAsync(cancellation);
        RequireClassifiable(dataset);
        var trained = await TrainStep.RunAsync(_context, dataset, cancellation);
        return await ClassifyStep.PlanAsync(_context, new SizedDataset(dataset, null), trained, cancellation);
    }

    async Task<Metrics> EvaluateAsync(Folder run, CancellationToken cancellation)
    {
        var metrics = await EvaluateStep.RunAsync(_context, run, cancellation);
        await ExportStep.RunAsync(_context, run, metrics, cancellation);
        return metrics;
    }

    void TellWaiting(string line) => _context.Say("store", line);

    /// <summary>What would fail after minutes of work fails before them.</summary>
    async Task RequireInputsAsync(CancellationToken cancellation)
    {
        if (!_hasSeenStore)
        {
            _ = await _context.Store.ExistsAsync(DatasetsName, cancellation);
            _hasSeenStore = true;
        }

        if (Options.Run is { } run)
        {
            _ = StorageSchemes.Open(run);
        }

        if (Options.Model is { } model)
        {
            await TrainedModel.RequireAsync(StorageSchemes.Open(model), cancellation);
        }

        await _context.Engine.RequireAvailableAsync(cancellation);
    }

    /// <summary>What would fail after the training fails before it.</summary>
    void RequireClassifiable(Dataset dataset)
    {
        _ = dataset.Split(Options.Split);
        if (Options.Runtime == ModelRuntime.Tensorflow)
        {
            TensorFlowLibrary.Load(Options.TensorFlow);
        }
    }

    /// <summary>
    /// What a model that is there already classifies: nobody reads these images a second time, so that they are
    /// preprocessed on the way, and no dataset of them is kept.
    /// </summary>
    async Task<SizedDataset> ImagesAsync(CancellationToken cancellation)
    {
        await RequireInputsAsync(cancellation);
        return await GivenDatasetAsync(cancellation) is { } given
            ? new SizedDataset(given, null)
            : PreprocessStep.OnTheWay(Options, await IngestStep.RunAsync(_context, cancellation));
    }

    async Task<Dataset?> GivenDatasetAsync(CancellationToken cancellation) => Options.Dataset is { } given
        ? await Dataset.OpenAsync(StorageSchemes.Open(given), cancellation)
        : null;

    /// <summary>A run that the user names and that is finished is taken as it is.</summary>
    async Task<Folder> RunFolderAsync(CancellationToken cancellation)
    {
        if (Options.Run is { } given)
        {
            var folder = StorageSchemes.Open(given);
            if (await ClassifyStep.IsFinishedAsync(folder, cancellation))
            {
                await RunFile.RequireAgreesAsync(folder, Options, cancellation);
                return folder;
            }
        }

        return await ClassifyAsync(cancellation);
    }
}
