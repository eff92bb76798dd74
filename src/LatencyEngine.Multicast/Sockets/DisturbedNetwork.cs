using System.Runtime.InteropServices;
using LatencyEngine.Multicast.Driver;

namespace LatencyEngine.Multicast.Sockets;

/// <summary>A network whose sockets lose, double and reorder what they receive. For trials; any cold thread.</summary>
internal sealed class DisturbedNetwork(INetwork network, Disturbance disturbance) : INetwork
{
    private int _opened;

    // One by one: a train that was lost as a whole would be another kind of network.
    public IDatagramSocket Open(in DatagramSocketOptions options) => new DisturbedSocket(
        network.Open(options with { TakesTrains = false }), disturbance, disturbance.Seed + Interlocked.Increment(ref _opened));

    /// <summary>One thread uses it; owns the memory of the datagram that is held back.</summary>
    private sealed unsafe class DisturbedSocket(IDatagramSocket socket, Disturbance disturbance, int seed) : IDatagramSocket
    {
        private const int DatagramBytesMax = 65_536;

        private readonly Random _random = new(seed);
        private readonly byte* _memory = (byte*)NativeMemory.Alloc(DatagramBytesMax);
        private Datagram _held;
        private bool _isHolding;
        private bool _isClosed;

        public UdpAddress LocalAddress => socket.LocalAddress;

        public int ReceiveBufferBytes => socket.ReceiveBufferBytes;

        public long ErrorCount => socket.ErrorCount;

        public int Receive(DatagramBatch batch)
        {
            var heldBefore = _isHolding;
            var roomBytes = batch[0].LengthBytes;
            var received = socket.Receive(batch);
            var kept = 0;
            for (var i = 0; i < received; i++)
            {
                if (_random.NextDouble() < disturbance.Loss || TryHold(in batch[i])) continue;
                (batch[kept], batch[i]) = (batch[i], batch[kept]);
                kept++;
            }
            if (kept > 0 && kept < batch.Capacity && _random.NextDouble() < disturbance.Duplication * kept)
                Copy(batch[_random.Next(kept)], ref batch[kept++]);
            if (heldBefore && kept < batch.Capacity && _held.LengthBytes <= roomBytes)
            {
                Copy(_held, ref batch[kept++]);
                _isHolding = false;
            }
            batch.SetCount(kept);
            return kept;
        }

        public int Send(DatagramBatch batch) => socket.Send(batch);

        public void Dispose()
        {
            if (_isClosed) return;
            _isClosed = true;
            socket.Dispose();
            NativeMemory.Free(_memory);
        }

        private bool TryHold(in Datagram datagram)
        {
            if (_isHolding || _random.NextDouble() >= disturbance.Reordering) return false;
            _held.Bytes = _memory;
            Copy(in datagram, ref _held);
            return _isHolding = true;
        }

        private static void Copy(in Datagram from, ref Datagram to)
        {
            Buffer.MemoryCopy(from.Bytes, to.Bytes, from.LengthBytes, from.LengthBytes);
            to.LengthBytes = from.LengthBytes;
            to.Address = from.Address;
            to.SegmentBytes = 0;
        }
    }
}
