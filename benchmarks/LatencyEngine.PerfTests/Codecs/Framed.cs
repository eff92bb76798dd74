using System.Runtime.InteropServices;
using LatencyEngine.PerfTests.Baselines;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>A fixed message behind its header, as both lie in memory.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct Framed<TMessage>
    where TMessage : unmanaged
{
    public HeaderOverlay Header;
    public TMessage Message;
}
