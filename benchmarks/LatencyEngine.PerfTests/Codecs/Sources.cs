namespace LatencyEngine.PerfTests.Codecs;

/// <summary>The contents of the benchmark messages that are not numbers.</summary>
internal static class Sources
{
    public const int Fills = 2;
    public const int AllocationsPerFill = 2;
    public const int Parties = 2;
    public const int Levels = 10;

    public static ReadOnlySpan<byte> Symbol => "MSFT.XNS"u8;

    public static ReadOnlySpan<byte> Note => "crossed the spread"u8;

    public static ReadOnlySpan<byte> Text => "filled in two parts"u8;

    public static ReadOnlySpan<byte> Raw => [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233];

    public static ReadOnlySpan<byte> Reason => "ok"u8;

    /// <summary>
    /// What a reader makes of a text: enough to need it, too little to time the reader itself.
    /// </summary>
    public static long Digest(ReadOnlySpan<byte> text) => text.Length + text[0] + text[^1];
}
