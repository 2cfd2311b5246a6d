namespace Tessera.Imaging.Png;

/// <summary>How a row's bytes are predicted from their neighbours (PNG specification, 9.2), by number.</summary>
enum PngFilterType : byte
{
    None = 0,
    Sub = 1,
    Up = 2,
    Average = 3,
    Paeth = 4,
}
