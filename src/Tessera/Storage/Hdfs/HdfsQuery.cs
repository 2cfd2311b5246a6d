namespace Tessera.Storage.Hdfs;

/// <summary>An operation and its parameters, not encoded.</summary>
sealed class HdfsQuery
{
    readonly IReadOnlyList<KeyValuePair<string, string>> _parameters;

    public HdfsQuery(string operation)
        : this([new("op", operation)])
    {
    }

    HdfsQuery(IReadOnlyList<KeyValuePair<string, string>> parameters) => _parameters = parameters;

    /// <summary>One more parameter, unless it is null.</summary>
    public HdfsQuery With(string name, string? value) =>
        value is null ? this : new HdfsQuery([.. _parameters, new(name, value)]);

    /// <summary>All parameters, and who asks.</summary>
    public IEnumerable<KeyValuePair<string, string>> As(HdfsLocation location) => _parameters.Append(
        location.Token is null ? new("user.name", location.User) : new("delegation", location.Token));
}
