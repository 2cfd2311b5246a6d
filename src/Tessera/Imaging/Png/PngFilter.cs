using System.Numerics;

namespace Tessera.Imaging.Png;

/// <summary>The five row filters of the PNG specification (chapter 9), both ways.</summary>
static class PngFilter
{
    /// <summary>
    /// Turns a filtered row into its bytes, in place; <paramref name="above"/> is the row before it, restored.
    /// </summary>
    public static void Undo(PngFilterType filter, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        switch (filter)
        {
            case PngFilterType.None:
                break;
            case PngFilterType.Sub:
                UndoSub(row, distance);
                break;
            case PngFilterType.Up:
                UndoUp(row, above);
                break;
            case PngFilterType.Average:
                UndoAverage(row, above, distance);
                break;
            case PngFilterType.Paeth:
                UndoPaeth(row, above, distance);
                break;
            default:
                throw new ImageException($"PNG: row filter {(byte)filter} does not exist: the file is damaged.");
        }
    }

    /// <summary>Writes the filtered bytes of a row to <paramref name="target"/>.</summary>
    public static void Apply(
        PngFilterType filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int distance, Span<byte> target)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var (left, up, corner) = i < distance
                ? ((byte)0, above[i], (byte)0)
                : (row[i - distance], above[i], above[i - distance]);
            target[i] = (byte)(row[i] - Predict(filter, left, up, corner));
        }
    }

    static int Predict(PngFilterType filter, byte left, byte up, byte corner) => filter switch
    {
        PngFilterType.Sub => left,
        PngFilterType.Up => up,
        PngFilterType.Average => (left + up) >> 1,
        PngFilterType.Paeth => Paeth(left, up, corner),
        _ => 0,
    };

    static void UndoSub(Span<byte> row, int distance)
    {
        for (var i = distance; i < row.Length; i++)
        {
            row[i] += row[i - distance];
        }
    }

    static void UndoUp(Span<byte> row, ReadOnlySpan<byte> above)
    {
        var i = 0;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            (new Vector<byte>(row[i..]) + new Vector<byte>(above[i..])).CopyTo(row[i..]);
        }

        for (; i < row.Length; i++)
        {
            row[i] += above[i];
        }
    }

    static void UndoAverage(Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var left = i < distance ? 0 : row[i - distance];
            row[i] += (byte)((left + above[i]) >> 1);
        }
    }

    static void UndoPaeth(Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        var first = Math.Min(distance, row.Length);
        UndoUp(row[..first], above); // without a left neighbour Paeth predicts the byte above
        for (var i = first; i < row.Length; i++)
        {
            row[i] += Paeth(row[i - distance], above[i], above[i - distance]);
        }
    }

    // The neighbour nearest to left + up - corner; ties go to left, then to up.
    static byte Paeth(byte left, byte up, byte corner)
    {
        var toLeft = Math.Abs(up - corner);
        var toUp = Math.Abs(left - corner);
        var toCorner = Math.Abs(left + up - corner - corner);
        var nearest = toUp <= toCorner ? up : corner;
        return toLeft <= toUp && toLeft <= toCorner ? left : nearest;
    }
}
