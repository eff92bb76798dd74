using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace LatencyEngine.Multicast.Sockets;

/// <summary>
/// A UDP socket through recvmmsg(2) and sendmmsg(2): many datagrams a call, in the layout of 64-bit Linux. One thread
/// uses it; what the system reads and writes is allocated once, outside the managed heap.
/// </summary>
internal sealed unsafe partial class LinuxDatagramSocket : IDatagramSocket
{
    /// <summary>Datagrams in one call to the system; larger batches take several.</summary>
    private const int VectorSlots = 32;

    /// <summary>Failures after which receiving leaves off until the next call, lest it never end.</summary>
    private const int FailuresPerCallMax = 16;

    private const int DoNotWait = 0x40;
    private const int WasTruncated = 0x20;
    private const int Interrupted = 4;
    private const int WouldBlock = 11;

    private readonly Socket _socket;
    private readonly int _descriptor;
    private readonly MessageSlots _slots = new(VectorSlots);

    public LinuxDatagramSocket(Socket socket)
    {
        _socket = socket;
        _descriptor = (int)socket.SafeHandle.DangerousGetHandle();
        LocalAddress = UdpAddress.From((IPEndPoint)socket.LocalEndPoint!);
        ReceiveBufferBytes = SocketOpening.ReceiveBufferBytesOf(socket);
    }

    public UdpAddress LocalAddress { get; }

    public int ReceiveBufferBytes { get; }

    public long ErrorCount { get; private set; }

    public int Receive(DatagramBatch batch)
    {
        var received = 0;
        var failures = 0;
        while (received < batch.Capacity && failures < FailuresPerCallMax)
        {
            var asked = Math.Min(VectorSlots, batch.Capacity - received);
            for (var i = 0; i < asked; i++) _slots.Offer(i, batch[received + i]);
            var count = ReceiveMany(_descriptor, _slots.First, (uint)asked, DoNotWait, null);
            if (count < 0 && !IsRetried(ref failures)) break;
            for (var i = 0; i < count; i++) Take(i, ref batch[received + i]);
            received += Math.Max(count, 0);
            if (count >= 0 && count < asked) break;
        }
        batch.SetCount(received);
        return received;
    }

    public int Send(DatagramBatch batch)
    {
        var taken = 0;
        while (taken < batch.Count)
        {
            var asked = Math.Min(VectorSlots, batch.Count - taken);
            for (var i = 0; i < asked; i++) _slots.Address(i, batch[taken + i]);
            var count = SendMany(_descriptor, _slots.First, (uint)asked, DoNotWait);
            var skipped = 0;
            if (count < 0 && !IsRetried(ref skipped)) break;
            taken += Math.Max(count, 0) + skipped;
        }
        return taken;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _slots.Dispose();
    }

    /// <summary>
    /// Whether to go on after a call that failed: not when it would have to wait. What the network or the system made of
    /// one datagram is counted, and concerns that one only.
    /// </summary>
    private bool IsRetried(ref int failures)
    {
        var error = Marshal.GetLastPInvokeError();
        if (error == WouldBlock) return false;
        if (error == Interrupted) return true;
        ErrorCount++;
        failures++;
        return true;
    }

    private void Take(int slot, ref Datagram datagram)
    {
        datagram.Address = _slots.SourceOf(slot);
        datagram.LengthBytes = _slots.LengthOf(slot);
        if ((_slots.FlagsOf(slot) & WasTruncated) == 0) return;
        datagram.LengthBytes = 0;
        ErrorCount++;
    }

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ReceiveMany(int socket, void* messages, uint count, int flags, void* timeout);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendMany(int socket, void* messages, uint count, int flags);
}
