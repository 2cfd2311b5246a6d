using Tessera.Engines;
using Tessera.Pipeline;

namespace Tessera.Tests.Pipeline;

/// <summary>An engine that this machine does not have.</summary>
sealed class MissingEngine : IEngine
{
    public const string Message = "there is no such engine here";

    public Task RequireAvailableAsync(CancellationToken cancellation) =>
        throw TesseraException.Environment(Message);

    public Task MapAsync(
        StageSpec spec,
        IReadOnlyCollection<string> shards,
        Action<ShardMark> committed,
        CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
