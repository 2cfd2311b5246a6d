using System.Text.Json;

namespace Tessera.Engines.Spark.Yarn;

/// <summary>The queues of YARN's capacity scheduler that take applications, as its REST API tells them.</summary>
/// <param name="Names">Their full names, such as <c>root.default</c>.</param>
sealed record YarnQueues(IReadOnlyList<string> Names)
{
    /// <summary>Users may leave out the parents of a queue.</summary>
    public bool Contains(string queue) =>
        Names.Any(name => name == queue || name.EndsWith($".{queue}", StringComparison.Ordinal));

    /// <summary>
    /// Null where YARN may take a queue that is not in the list: other schedulers, and queues that are made on demand.
    /// </summary>
    /// <exception cref="JsonException">It is not what the API answers.</exception>
    public static YarnQueues? Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        if (Member(Member(document.RootElement, "scheduler"), "schedulerInfo") is not { } root)
        {
            throw new JsonException("it has no scheduler");
        }

        var names = new List<string>();
        return Text(root, "type") == "capacityScheduler" && TryAdd(root, "", names) ? new YarnQueues(names) : null;
    }

    /// <summary>Adds the leaves below a queue, unless one of its queues is made on demand.</summary>
    static bool TryAdd(JsonElement queue, string parent, List<string> leaves)
    {
        var name = parent + (Text(queue, "queueName") ?? throw new JsonException("a queue has no name"));
        if (MakesQueues(queue))
        {
            return false;
        }

        if (Member(Member(queue, "queues"), "queue") is { ValueKind: JsonValueKind.Array } children
            && children.GetArrayLength() > 0)
        {
            return children.EnumerateArray().All(child => TryAdd(child, $"{name}.", leaves));
        }

        leaves.Add(name);
        return true;
    }

    static bool MakesQueues(JsonElement queue) =>
        Text(queue, "autoCreationEligibility") is not (null or "off")
        || Member(queue, "autoCreateChildQueueEnabled") is { ValueKind: JsonValueKind.True };

    static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var member)
            ? member
            : null;
}
