using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tessera.Storage;

namespace Tessera;

/// <summary>Records as JSON files in storage.</summary>
static class JsonFile
{
    public static Task<WrittenFile> WriteAsync<T>(
        Folder folder, string name, T value, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        folder.WriteAsync(
            name,
            async stream =>
            {
                await JsonSerializer.SerializeAsync(stream, value, type, cancellation);
                await stream.WriteAsync("\n"u8.ToArray(), cancellation);
            },
            cancellation);

    /// <exception cref="TesseraException">The file is missing or is not what it should be.</exception>
    public static async Task<T> ReadAsync<T>(
        Folder folder, string name, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        await using var stream = await folder.OpenReadAsync(name, cancellation);
        try
        {
            var value = await JsonSerializer.DeserializeAsync(stream, type, cancellation);
            return value is null || (value is object?[] list && list.Contains(null))
                ? throw new JsonException("there is nothing where something belongs")
                : value;
        }
        catch (JsonException failure)
        {
            throw TesseraException.User(
                $"'{folder.UrlOf(name)}' is damaged: {JsonFault.Describe(failure, type, "member")}; delete it, and the "
                + "command that made it makes it again",
                failure);
        }
    }
}
