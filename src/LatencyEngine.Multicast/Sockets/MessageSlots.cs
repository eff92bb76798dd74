using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LatencyEngine.Multicast.Sockets;

/// <summary>
/// The array of <c>mmsghdr</c> that Linux reads and fills, each with its one <c>iovec</c> and its socket address, outside
/// the managed heap so that it never moves. One thread, the socket's.
/// </summary>
internal sealed unsafe class MessageSlots : IDisposable
{
    /// <summary>AF_INET and AF_INET6 of Linux.</summary>
    private const ushort FamilyV4 = 2;
    private const ushort FamilyV6 = 10;

    private const int AddressBytesV4 = 16;
    private const int AddressBytesV6 = 28;

    /// <summary>Room for either kind, in whole words.</summary>
    private const int AddressRoomBytes = 32;

    /// <summary>SOL_UDP, and what it says of trains: UDP_SEGMENT to send, UDP_GRO to receive.</summary>
    public const int UdpLevel = 17;
    public const int SendSegments = 103;
    public const int TakeSegments = 104;

    /// <summary>One <c>cmsghdr</c> with a word behind it.</summary>
    private const int ControlRoomBytes = 24;
    private const int ControlHeadBytes = 16;

    private readonly byte* _addresses;
    private readonly byte* _controls;
    private readonly Piece* _pieces;

    public MessageSlots(int count)
    {
        First = (Message*)NativeMemory.AllocZeroed((nuint)count, (nuint)sizeof(Message));
        _pieces = (Piece*)NativeMemory.AllocZeroed((nuint)count, (nuint)sizeof(Piece));
        _addresses = (byte*)NativeMemory.AllocZeroed((nuint)count, AddressRoomBytes);
        _controls = (byte*)NativeMemory.AllocZeroed((nuint)count, ControlRoomBytes);
        for (var i = 0; i < count; i++)
        {
            First[i].Name = _addresses + i * AddressRoomBytes;
            First[i].Pieces = _pieces + i;
            First[i].PieceCount = 1;
        }
    }

    public Message* First { get; }

    /// <summary>Lets the system write into a datagram's buffer.</summary>
    public void Offer(int slot, in Datagram datagram)
    {
        SetPiece(slot, datagram.Bytes, datagram.LengthBytes);
        First[slot].NameBytes = AddressRoomBytes;
        First[slot].Control = _controls + slot * ControlRoomBytes;
        First[slot].ControlBytes = ControlRoomBytes;
    }

    /// <summary>Lets the system read datagrams that lie behind one another, and where they go.</summary>
    /// <param name="bytes">Of all of them; all but the last have the first one's length.</param>
    public void Address(int slot, in Datagram datagram, int bytes)
    {
        SetPiece(slot, datagram.Bytes, bytes);
        SetSegments(slot, bytes > datagram.LengthBytes ? datagram.LengthBytes : 0);
        First[slot].NameBytes = datagram.Address.IsV6 ? WriteV6(slot, datagram.Address) : WriteV4(slot, datagram.Address);
    }

    public int LengthOf(int slot) => (int)First[slot].LengthBytes;

    public int FlagsOf(int slot) => First[slot].Flags;

    /// <summary>Length of each datagram of a train; 0 for one datagram.</summary>
    public int SegmentBytesOf(int slot)
    {
        if (First[slot].ControlBytes < ControlHeadBytes + sizeof(int)) return 0;
        var control = new ReadOnlySpan<byte>(_controls + slot * ControlRoomBytes, ControlRoomBytes);
        var isTrain = MemoryMarshal.Read<int>(control[8..]) == UdpLevel && MemoryMarshal.Read<int>(control[12..]) == TakeSegments;
        return isTrain ? MemoryMarshal.Read<int>(control[ControlHeadBytes..]) : 0;
    }

    public UdpAddress SourceOf(int slot)
    {
        var name = NameOf(slot);
        var port = BinaryPrimitives.ReadUInt16BigEndian(name[2..]);
        if (MemoryMarshal.Read<ushort>(name) == FamilyV4)
            return new UdpAddress(0, BinaryPrimitives.ReadUInt32BigEndian(name[4..]), 0, port, IsV6: false);
        return new UdpAddress(
            BinaryPrimitives.ReadUInt64BigEndian(name[8..]), BinaryPrimitives.ReadUInt64BigEndian(name[16..]),
            MemoryMarshal.Read<uint>(name[24..]), port, IsV6: true);
    }

    public void Dispose()
    {
        NativeMemory.Free(First);
        NativeMemory.Free(_pieces);
        NativeMemory.Free(_addresses);
        NativeMemory.Free(_controls);
    }

    private Span<byte> NameOf(int slot) => new(_addresses + slot * AddressRoomBytes, AddressRoomBytes);

    private void SetPiece(int slot, byte* start, int bytes)
    {
        _pieces[slot].Start = start;
        _pieces[slot].LengthBytes = (nuint)bytes;
    }

    // The system cuts what it is given into datagrams of this length.
    private void SetSegments(int slot, int segmentBytes)
    {
        First[slot].Control = null;
        First[slot].ControlBytes = 0;
        if (segmentBytes == 0) return;
        var control = new Span<byte>(_controls + slot * ControlRoomBytes, ControlRoomBytes);
        MemoryMarshal.Write(control, (nint)(ControlHeadBytes + sizeof(ushort)));
        MemoryMarshal.Write(control[8..], UdpLevel);
        MemoryMarshal.Write(control[12..], SendSegments);
        MemoryMarshal.Write(control[ControlHeadBytes..], (ushort)segmentBytes);
        First[slot].Control = _controls + slot * ControlRoomBytes;
        First[slot].ControlBytes = ControlRoomBytes;
    }

    private uint WriteV4(int slot, in UdpAddress address)
    {
        var name = NameOf(slot);
        WriteFamilyAndPort(name, FamilyV4, address.Port);
        BinaryPrimitives.WriteUInt32BigEndian(name[4..], (uint)address.Low);
        return AddressBytesV4;
    }

    private uint WriteV6(int slot, in UdpAddress address)
    {
        var name = NameOf(slot);
        WriteFamilyAndPort(name, FamilyV6, address.Port);
        MemoryMarshal.Write(name[4..], 0u);
        BinaryPrimitives.WriteUInt64BigEndian(name[8..], address.High);
        BinaryPrimitives.WriteUInt64BigEndian(name[16..], address.Low);
        MemoryMarshal.Write(name[24..], address.ScopeId);
        return AddressBytesV6;
    }

    private static void WriteFamilyAndPort(Span<byte> name, ushort family, ushort port)
    {
        MemoryMarshal.Write(name, family);
        BinaryPrimitives.WriteUInt16BigEndian(name[2..], port);
    }

    /// <summary><c>mmsghdr</c> with the <c>msghdr</c> in it: 64 bytes on 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Message
    {
        public void* Name;
        public uint NameBytes;
        public void* Pieces;
        public nuint PieceCount;
        public void* Control;
        public nuint ControlBytes;
        public int Flags;
        private readonly int _padding;
        public uint LengthBytes;
        private readonly int _paddingAtEnd;
    }

    /// <summary><c>iovec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Piece
    {
        public void* Start;
        public nuint LengthBytes;
    }
}
