using System.Globalization;
using System.Text;
using Tessera.Storage;

namespace Tessera.Pipeline;

/// <summary>
/// Names a result by everything that decides its bytes: the SHA-256 of the format version, the stage, the checksums of
/// its inputs and the options that affect its output, one <c>name=value</c> a line (docs/formats.md).
/// </summary>
sealed class Identity
{
    /// <summary>Changes when the same options start to give other bytes.</summary>
    const int FormatVersion = 1;

    /// <summary>How much of an identity stands in a folder's name.</summary>
    const int ShortLength = 12;

    readonly StringBuilder _text = new();

    public Identity(string stage) => With("format", FormatVersion).With("stage", stage);

    /// <summary>Adds what affects the output; null stands for "not given".</summary>
    public Identity With(string name, object? value)
    {
        _text.Append(name).Append('=').Append(Convert.ToString(value, CultureInfo.InvariantCulture)).Append('\n');
        return this;
    }

    public override string ToString() => Checksum.Sha256(_text.ToString());

    public static string Short(string identity) => identity[..ShortLength];
}
