using System.Buffers.Binary;
using Google.Protobuf;

namespace Tessera.Models.SavedModel;

/// <summary>
/// Copies a message from a file and leaves the contents of large constants behind; what is copied says where in the
/// file they are.
/// </summary>
/// <param name="file">The message, from its first byte on.</param>
/// <param name="length">The bytes of the message.</param>
sealed class LargeContents(Stream file, long length)
{
    const int FieldShift = 3;
    const int WireTypes = (1 << FieldShift) - 1;

    long _position;

    /// <summary>The message with <c>content_offset</c> and <c>content_length</c> for each large content.</summary>
    /// <param name="path">What message it is.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public MemoryStream LeaveBehind(MessagePath path) => Copy(end: length, path);

    MemoryStream Copy(long end, MessagePath path)
    {
        var copy = new MemoryStream();
        using var output = new CodedOutputStream(copy, leaveOpen: true);
        while (_position < end)
        {
            var tag = ReadNumber();
            CopyField(tag, end, path, output);
        }

        output.Flush();
        copy.Position = 0;
        return copy;
    }

    void CopyField(ulong tag, long end, MessagePath path, CodedOutputStream output)
    {
        switch ((WireFormat.WireType)(tag & WireTypes))
        {
            case WireFormat.WireType.Varint:
                output.WriteUInt64(tag);
                output.WriteUInt64(ReadNumber());
                break;
            case WireFormat.WireType.Fixed64:
                output.WriteUInt64(tag);
                output.WriteFixed64(BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(sizeof(ulong), end)));
                break;
            case WireFormat.WireType.Fixed32:
                output.WriteUInt64(tag);
                output.WriteFixed32(BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(sizeof(uint), end)));
                break;
            case WireFormat.WireType.LengthDelimited:
                CopyDelimited(tag, (long)Math.Min(ReadNumber(), long.MaxValue), end, path, output);
                break;
            default:
                throw new InvalidDataException($"a field of wire type {tag & WireTypes} is not expected");
        }
    }

    void CopyDelimited(ulong tag, long count, long end, MessagePath path, CodedOutputStream output)
    {
        var field = (long)(tag >> FieldShift);
        if (Within(count, end) < Tensor.FewestDeferredBytes || !path.Leads(field))
        {
            output.WriteUInt64(tag);
            output.WriteBytes(UnsafeByteOperations.UnsafeWrap(ReadBytes(count, end)));
        }
        else if (path.Next(field) is { } next)
        {
            using var inner = Copy(_position + count, next);
            output.WriteUInt64(tag);
            output.WriteBytes(UnsafeByteOperations.UnsafeWrap(inner.GetBuffer().AsMemory(0, (int)inner.Length)));
        }
        else
        {
            output.WriteTag(Protos.TensorProto.ContentOffsetFieldNumber, WireFormat.WireType.Varint);
            output.WriteInt64(_position);
            output.WriteTag(Protos.TensorProto.ContentLengthFieldNumber, WireFormat.WireType.Varint);
            output.WriteInt64(count);
            Skip(count);
        }
    }

    ulong ReadNumber()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = file.ReadByte();
            if (part < 0)
            {
                break;
            }

            _position++;
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number is cut off");
    }

    byte[] ReadBytes(long count, long end)
    {
        var bytes = new byte[Within(count, end)];
        file.ReadExactly(bytes);
        _position += count;
        return bytes;
    }

    void Skip(long count)
    {
        _position += count;
        if (file.CanSeek)
        {
            file.Seek(count, SeekOrigin.Current);
            return;
        }

        var buffer = new byte[Tensor.FewestDeferredBytes];
        for (; count > 0; count -= Math.Min(count, buffer.Length))
        {
            file.ReadExactly(buffer, 0, (int)Math.Min(count, buffer.Length));
        }
    }

    long Within(long count, long end) => count <= Math.Min(end - _position, Array.MaxLength)
        ? count
        : throw new InvalidDataException($"a field of {count} bytes is cut off");
}
