namespace Tessera.Models.SavedModel;

/// <summary>Files that people give for a model, and what to give instead.</summary>
static class OtherFormat
{
    /// <summary>What to say of a file that is no binary graph; null when it is merely damaged.</summary>
    public static string? Recognize(IModelFolder folder, string file)
    {
        var location = folder.Locate(file);
        var isGiven = file.Length == 0;
        if (isGiven && location.EndsWith($"/{SavedModelFiles.Graph}", StringComparison.Ordinal))
        {
            return $"'{location}' is a part of a model: give the folder that holds it";
        }

        if (isGiven && location.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            return $"'{location}' is an ONNX file, which is not read: give a TensorFlow SavedModel folder";
        }

        return IsText(folder, file)
            ? $"'{location}' is text, which is not read: save the graph again as binary"
            : null;
    }

    static bool IsTextByte(byte value) => value is >= 0x20 and < 0x7f or (byte)'\n' or (byte)'\r' or (byte)'\t';

    static bool IsText(IModelFolder folder, string file)
    {
        var start = new byte[Math.Min(folder.FindLength(file) ?? 0, 256)];
        folder.Read(file, 0, start);
        return start.Length > 0 && start.All(IsTextByte);
    }
}
