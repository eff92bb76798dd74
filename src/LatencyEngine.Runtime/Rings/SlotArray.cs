using System.Runtime.CompilerServices;

namespace LatencyEngine.Runtime.Rings;

/// <summary>
/// The address arithmetic of a ring, copied into every producer and consumer so that their loops read nothing but
/// their own
/// lines. No bounds check: a sequence that its holder has claimed or been given is inside by construction. Any
/// thread; immutable.
/// </summary>
internal readonly unsafe struct SlotArray(byte* slots, int capacitySlots, int strideBytes, int payloadOffset)
{
    private readonly byte* _slots = slots;
    private readonly byte* _payloads = slots + payloadOffset;
    private readonly long _mask = capacitySlots - 1;
    private readonly nint _strideBytes = strideBytes;

    public nint StrideBytes => _strideBytes;

    public long Mask => _mask;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Payload<T>(long sequence)
        where T : unmanaged => ref *(T*)(_payloads + ((nint)(sequence & _mask) * _strideBytes));

    /// <summary>Acquires the payload behind it, if it equals the sequence asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Header(long sequence)
    {
        Interleaving.Step();
        return Volatile.Read(ref *(long*)(_slots + ((nint)(sequence & _mask) * _strideBytes)));
    }

    /// <summary>Releases the payload behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Stamp(long sequence)
    {
        Interleaving.Step();
        Volatile.Write(ref *(long*)(_slots + ((nint)(sequence & _mask) * _strideBytes)), sequence);
    }

    /// <summary>
    /// Slots from <paramref name="sequence"/> to the end of the memory, where a span must be split.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CountToWrap(long sequence) => (int)(_mask + 1 - (sequence & _mask));
}
