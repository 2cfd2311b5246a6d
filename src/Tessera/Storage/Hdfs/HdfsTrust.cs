namespace Tessera.Storage.Hdfs;

/// <summary>Whether a name node that does not answer may be a mistake in the URL.</summary>
enum HdfsTrust
{
    /// <summary>Somebody typed it: when nothing ever answers there, say so soon.</summary>
    Typed,

    /// <summary>Another process has talked to it: when nothing answers, it is being restarted.</summary>
    Known,
}
