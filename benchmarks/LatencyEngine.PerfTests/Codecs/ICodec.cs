namespace LatencyEngine.PerfTests.Codecs;

/// <summary>
/// One way to write and read one message. All ways must write the same bytes for the same number and read the
/// same digest from them. Implementations keep both methods out of line, so that every rival pays the same
/// call.
/// </summary>
internal interface ICodec
{
    /// <summary>
    /// Writes header and message number <paramref name="number"/>; returns the bytes written.
    /// </summary>
    static abstract int Encode(Span<byte> buffer, long number);

    /// <summary>Reads every field and returns their sum.</summary>
    static abstract long Decode(ReadOnlySpan<byte> message);
}
