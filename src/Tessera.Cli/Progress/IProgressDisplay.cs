using Tessera.Pipeline;

namespace Tessera.Cli.Progress;

/// <summary>
/// Shows how far a job is, to whoever watches. May be told from several threads; disposing it ends the show.
/// </summary>
interface IProgressDisplay : IProgress<StageProgress>, IAsyncDisposable;
