using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tessera.Storage.Hdfs;

/// <summary>
/// The file of credentials that HADOOP_TOKEN_FILE_LOCATION names: <c>HDTS</c>, a version, then tokens, as Hadoop's
/// <c>Credentials.writeTokenStorageToStream</c> leaves them for YARN's containers.
/// </summary>
sealed class TokenFile(IReadOnlyList<DelegationToken> tokens)
{
    const int MaxBytes = 1 << 20;

    /// <exception cref="TesseraException">It cannot be read, or is none.</exception>
    public static TokenFile Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return file.Length <= MaxBytes
                ? Parse(File.ReadAllBytes(path))
                : throw new InvalidDataException($"it has more than {MaxBytes} bytes");
        }
        catch (Exception failure) when (
            failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw TesseraException.User(
                $"cannot read the tokens of HADOOP_TOKEN_FILE_LOCATION '{path}' ({failure.Message.TrimEnd('.')}): "
                + "fetch one with 'hdfs fetchdt', or unset it",
                failure);
        }
    }

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static TokenFile Parse(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("HDTS\0"u8))
        {
            throw new InvalidDataException("it does not begin with HDTS and version 0");
        }

        var reader = new WritableReader(bytes["HDTS\0"u8.Length..]);
        var tokens = new List<DelegationToken>();
        for (var left = reader.ReadLength(); left > 0; left--)
        {
            reader.ReadBytes(); // the name under which it is kept
            var start = reader.Position;
            reader.ReadBytes(); // whose it is
            reader.ReadBytes(); // its password
            var kind = Encoding.UTF8.GetString(reader.ReadBytes());
            var service = Encoding.UTF8.GetString(reader.ReadBytes());
            tokens.Add(new DelegationToken(kind, service, Base64Url.EncodeToString(reader.Since(start))));
        }

        return new TokenFile(tokens);
    }

    /// <summary>The only token for HDFS, or of several the one for this cluster; null without it.</summary>
    public string? Find(string authority, IReadOnlyList<Uri> nameNodes)
    {
        var candidates = tokens.Where(token => token.IsForHdfs).ToList();
        var chosen = candidates is [var only]
            ? only
            : candidates.Find(token => Fits(token.Service, authority, nameNodes));
        return chosen?.UrlText;
    }

    static bool Fits(string service, string authority, IReadOnlyList<Uri> nameNodes) =>
        service == authority
        || service == $"ha-hdfs:{authority}"
        || service.StartsWith($"{authority}:", StringComparison.Ordinal)
        || nameNodes.Any(node => service == node.Authority)
        || AddressesOf(authority).Contains(service);

    /// <summary>Services are usually named by address instead of name.</summary>
    static IEnumerable<string> AddressesOf(string authority)
    {
        var url = new HdfsUrl("", authority, "");
        try
        {
            return Dns.GetHostAddresses(url.Host).Select(address => $"{address}:{url.Port ?? 8020}");
        }
        catch (Exception failure) when (failure is SocketException or ArgumentException)
        {
            return []; // a name service
        }
    }
}
