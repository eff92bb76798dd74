using System.Net;
using System.Net.Sockets;
using LatencyEngine.PerfTests.Trading;

namespace LatencyEngine.PerfTests.Multicast;

/// <summary>
/// The floor of a round trip: two threads and two sockets of the system on loopback, nothing else. Each looks for the
/// other's datagram without sleeping, and gives up the core in between.
/// </summary>
internal static class BareUdp
{
    /// <summary>A message of 64 bytes with the header that a stream puts before it.</summary>
    private const int DatagramBytes = 96;

    private const int WarmUpRounds = 5_000;

    /// <returns>Nanoseconds of each round trip, in order of length.</returns>
    public static long[] RoundTrips(int rounds)
    {
        using var near = Open();
        using var far = Open();
        near.Connect(far.LocalEndPoint!);
        far.Connect(near.LocalEndPoint!);
        var echo = new Thread(() => Echo(far, WarmUpRounds + rounds)) { IsBackground = true, Name = "echo" };
        echo.Start();
        var nanos = new long[rounds];
        var datagram = new byte[DatagramBytes];
        for (var i = -WarmUpRounds; i < rounds; i++)
        {
            var started = Clock.NowNanos();
            near.Send(datagram);
            Receive(near, datagram);
            if (i >= 0) nanos[i] = Clock.NowNanos() - started;
        }
        echo.Join();
        Array.Sort(nanos);
        return nanos;
    }

    private static void Echo(Socket socket, int rounds)
    {
        var datagram = new byte[DatagramBytes];
        for (var i = 0; i < rounds; i++)
        {
            Receive(socket, datagram);
            socket.Send(datagram);
        }
    }

    private static void Receive(Socket socket, byte[] datagram)
    {
        while (!socket.Poll(0, SelectMode.SelectRead)) Thread.Yield();
        socket.Receive(datagram);
    }

    private static Socket Open()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
