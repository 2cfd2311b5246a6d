using System.Runtime.InteropServices;
using Tessera.Pipeline.Classify;
using Tessera.Storage;

namespace Tessera.Pipeline.Steps;

/// <summary><c>run.json</c>: the resolved options of a run, what it reads, and with which versions.</summary>
sealed record RunFile(
    int Format,
    JobOptions Options,
    string Dataset,
    string DatasetChecksum,
    string Model,
    string ModelChecksum,
    string Kernels,
    string Tessera,
    string Runtime,
    string System)
{
    public const string FileName = "run.json";

    public static Task WriteAsync(JobContext job, Folder run, ClassifySpec spec, CancellationToken cancellation)
    {
        var file = new RunFile(
            1,
            job.Options,
            spec.Input,
            spec.InputChecksum,
            spec.Model,
            spec.ModelChecksum,
            spec.Kernels,
            ProductVersion.Text,
            RuntimeInformation.FrameworkDescription,
            RuntimeInformation.OSDescription);
        return JsonFile.WriteAsync(run, FileName, file, TesseraJson.Default.RunFile, cancellation);
    }

    public static Task<RunFile> ReadAsync(Folder run, CancellationToken cancellation) =>
        JsonFile.ReadAsync(run, FileName, TesseraJson.Default.RunFile, cancellation);
}
