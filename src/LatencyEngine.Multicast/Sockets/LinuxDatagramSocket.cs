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

    /// <summary>Most datagrams that the system takes behind one another, and most bytes of them.</summary>
    private const int TrainDatagramsMax = 64;
    private const int TrainBytesMax = 64_000;

    private const int DoNotWait = 0x40;
    private const int WasTruncated = 0x20;
    private const int Interrupted = 4;
    private const int InputOutput = 5;
    private const int WouldBlock = 11;
    private const int InvalidArgument = 22;
    private const int MessageTooLong = 90;

    private readonly Socket _socket;
    private readonly int _descriptor;
    private readonly MessageSlots _slots = new(VectorSlots);
    private readonly int[] _trains = new int[VectorSlots];
    private bool _sendsTrains = true;
    private bool _isClosed;

    public LinuxDatagramSocket(Socket socket, bool takesTrains)
    {
        _socket = socket;
        _descriptor = (int)socket.SafeHandle.DangerousGetHandle();
        LocalAddress = UdpAddress.From((IPEndPoint)socket.LocalEndPoint!);
        ReceiveBufferBytes = SocketOpening.ReceiveBufferBytesOf(socket);
        // An older system refuses, and hands over one by one.
        var on = 1;
        if (takesTrains) _ = SetOption(_descriptor, MessageSlots.UdpLevel, MessageSlots.TakeSegments, &on, sizeof(int));
    }

    public UdpAddress LocalAddress { get; }

    public int ReceiveBufferBytes { get; }

    public long ErrorCount { get; private set; }

    public int Receive(DatagramBatch batch)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
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
        ObjectDisposedException.ThrowIf(_isClosed, this);
        var taken = 0;
        while (taken < batch.Count)
        {
            var asked = Load(batch, taken);
            var count = SendMany(_descriptor, _slots.First, (uint)asked, DoNotWait);
            if (count < 0 && _trains[0] > 1 && IsTrainRefused()) continue;
            var skipped = 0;
            if (count < 0 && !IsRetried(ref skipped)) break;
            for (var i = 0; i < Math.Max(count, skipped); i++) taken += _trains[i];
        }
        return taken;
    }

    /// <summary>Once closed, the descriptor may be another's and the memory is gone: nothing may use them again.</summary>
    public void Dispose()
    {
        if (_isClosed) return;
        _isClosed = true;
        _socket.Dispose();
        _slots.Dispose();
    }

    /// <summary>Puts datagrams into the slots, those that lie behind one another in memory together.</summary>
    /// <returns>Slots used.</returns>
    private int Load(DatagramBatch batch, int next)
    {
        var slot = 0;
        for (; slot < VectorSlots && next < batch.Count; slot++)
        {
            var count = TrainFrom(batch, next, out var bytes);
            _slots.Address(slot, batch[next], bytes);
            _trains[slot] = count;
            next += count;
        }
        return slot;
    }

    /// <summary>How many datagrams go as one: as long as they have the first one's length, one shorter at the end.</summary>
    private int TrainFrom(DatagramBatch batch, int first, out int bytes)
    {
        ref readonly var head = ref batch[first];
        bytes = head.LengthBytes;
        var count = 1;
        if (!_sendsTrains) return count;
        while (first + count < batch.Count && count < TrainDatagramsMax)
        {
            ref readonly var next = ref batch[first + count];
            if (next.Bytes != head.Bytes + bytes || next.LengthBytes > head.LengthBytes || next.Address != head.Address) break;
            if (bytes + next.LengthBytes > TrainBytesMax) break;
            bytes += next.LengthBytes;
            count++;
            if (next.LengthBytes < head.LengthBytes) break;
        }
        return count;
    }

    /// <summary>Whether it was the train that was refused, as devices and small path limits do: from now on one by one.</summary>
    private bool IsTrainRefused()
    {
        if (Marshal.GetLastPInvokeError() is not (InvalidArgument or InputOutput or MessageTooLong)) return false;
        _sendsTrains = false;
        return true;
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
        datagram.SegmentBytes = _slots.SegmentBytesOf(slot);
        if ((_slots.FlagsOf(slot) & WasTruncated) == 0) return;
        datagram.LengthBytes = 0;
        ErrorCount++;
    }

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ReceiveMany(int socket, void* messages, uint count, int flags, void* timeout);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(int socket, int level, int name, void* value, int bytes);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendMany(int socket, void* messages, uint count, int flags);
}
