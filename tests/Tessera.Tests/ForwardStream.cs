namespace Tessera.Tests;

/// <summary>Bytes that can only be read forwards, a few at a time, as from a network.</summary>
sealed class ForwardStream(byte[] bytes) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(3, count));
}
