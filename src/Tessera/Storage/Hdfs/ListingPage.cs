using System.Text.Json.Serialization;

namespace Tessera.Storage.Hdfs;

/// <summary>The answer to LISTSTATUS_BATCH: a page of a folder, and how many entries come after it.</summary>
sealed record ListingPage([property: JsonPropertyName("DirectoryListing")] ListingPage.Listing Directory)
{
    public IReadOnlyList<FileStatus> Entries => Directory.PartialListing.Statuses.Entries;

    public sealed record Listing(Partial PartialListing, int RemainingEntries);

    public sealed record Partial([property: JsonPropertyName("FileStatuses")] Statuses Statuses);

    public sealed record Statuses([property: JsonPropertyName("FileStatus")] FileStatus[] Entries);
}
