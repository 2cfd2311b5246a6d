namespace Tessera.Imaging.Png;

/// <summary>The chunks that matter here: their four letters as a big-endian number.</summary>
enum PngChunkType : uint
{
    Header = 0x49484452,       // IHDR
    Palette = 0x504C5445,      // PLTE
    Transparency = 0x74524E53, // tRNS
    ImageData = 0x49444154,    // IDAT
    End = 0x49454E44,          // IEND
}
