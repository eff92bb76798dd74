using System.Runtime.CompilerServices;

namespace LatencyEngine.Runtime.Rings;

/// <summary>Where slots lie. Pure functions of the payload and the publication.</summary>
public static class SlotLayout
{
    /// <summary>Of the sequence in front of a payload, in a ring with <see cref="Publication.Slot"/>.</summary>
    public const int HeaderBytes = sizeof(long);

    /// <summary>From the start of a slot to its payload.</summary>
    public static int PayloadOffset(Publication publication) => publication == Publication.Slot ? HeaderBytes : 0;

    /// <summary>
    /// From one slot to the next. Without headers slots lie side by side, as a span needs them. With headers a slot
    /// is padded so
    /// that it never lies across more lines than it must: to a power of two within a line, to whole lines beyond.
    /// </summary>
    public static int StrideBytes<T>(Publication publication)
        where T : unmanaged
    {
        if (publication != Publication.Slot) return Unsafe.SizeOf<T>();
        var size = HeaderBytes + Unsafe.SizeOf<T>();
        return size switch
        {
            <= 16 => 16,
            <= 32 => 32,
            <= 64 => 64,
            _ => (size + CacheLine.Bytes - 1) / CacheLine.Bytes * CacheLine.Bytes,
        };
    }
}
