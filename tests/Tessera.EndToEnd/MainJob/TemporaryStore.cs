namespace Tessera.EndToEnd.MainJob;

/// <summary>A store of its own for one run of the main job: 10,000 images of each split and one epoch.</summary>
sealed class TemporaryStore : IDisposable
{
    public const int Images = 10_000;

    public string Path { get; } = Directory.CreateTempSubdirectory("tessera-store-").FullName;

    public IEnumerable<string> Arguments(params IEnumerable<string> more) =>
        ["run", "--store", Path, "--limit", $"{Images}", "--epochs", "1", "--no-open", .. more];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
