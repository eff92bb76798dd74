using LatencyEngine.Multicast.Protocol;

namespace LatencyEngine.Multicast.Logs;

/// <summary>Finds the whole frames that go into one datagram. Pure.</summary>
internal static class TermScan
{
    /// <summary>Whole frames from a position on, at most up to the end of the term; padding ends a datagram.</summary>
    /// <param name="log">The stream.</param>
    /// <param name="position">Where a frame starts or will start.</param>
    /// <param name="maxBytes">Most bytes that may be sent.</param>
    /// <param name="sentBytes">Bytes to send; of padding only the header is sent.</param>
    /// <returns>How far the stream is then, in bytes from <paramref name="position"/>; 0 when no frame is there or fits.</returns>
    public static int Datagram(TermLog log, long position, int maxBytes, out int sentBytes)
    {
        sentBytes = 0;
        var rest = log.Layout.RestOfTerm(position);
        maxBytes = Math.Min(maxBytes, rest);
        while (sentBytes < maxBytes)
        {
            var length = log.LengthAt(position + sentBytes);
            if (length <= 0) break;
            var aligned = StreamLayout.Aligned(length);
            // A NAK can point into a payload, whose bytes may say anything.
            if ((uint)aligned > (uint)(rest - sentBytes)) break;
            var isPadding = log.HeaderAt(position + sentBytes).Head.Type == FrameType.Pad;
            var bytes = isPadding ? DataHeader.Bytes : aligned;
            if (sentBytes + bytes > maxBytes) break;
            sentBytes += bytes;
            if (isPadding) return sentBytes - bytes + aligned;
        }
        return sentBytes;
    }
}
