namespace LatencyEngine.Runtime.Rings;

/// <summary>Sizes that keep one thread's writes off another thread's lines. Constants only.</summary>
internal static class CacheLine
{
    public const int Bytes = 64;

    /// <summary>
    /// The distance kept between fields of different writers: x64 prefetchers fetch lines in pairs, and some arm64
    /// cores have
    /// lines of 128 bytes.
    /// </summary>
    public const int PairBytes = 128;
}
