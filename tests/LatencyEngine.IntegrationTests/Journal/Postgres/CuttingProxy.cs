using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace LatencyEngine.IntegrationTests.Journal.Postgres;

/// <summary>
/// Stands between a client and the server, and hangs up on both after so many bytes: before a statement, within a row, or
/// when a commit was done and nobody has heard of it.
/// </summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _gate = new();
    private readonly List<Socket> _sockets = [];
    private TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bytesLeft = long.MaxValue;

    public CuttingProxy(string connectionString)
    {
        _server = new NpgsqlConnectionStringBuilder(connectionString);
        _listener.Start();
        _ = AcceptAsync();
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server.ConnectionString)
    {
        Host = IPAddress.Loopback.ToString(),
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
    }.ConnectionString;

    /// <summary>Done when the last allowance was used up and everything hung up.</summary>
    public Task Cut
    {
        get
        {
            lock (_gate) return _cut.Task;
        }
    }

    public void Allow(long bytes)
    {
        lock (_gate)
        {
            _bytesLeft = bytes;
            _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        HangUp();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync();
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = await ConnectAsync();
        lock (_gate) _sockets.AddRange([client, server]);
        await Task.WhenAny(PumpAsync(client, server), PumpAsync(server, client));
        client.Dispose();
        server.Dispose();
    }

    private async Task<Socket> ConnectAsync()
    {
        var isLocal = Path.IsPathRooted(_server.Host);
        var socket = isLocal
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        EndPoint end = isLocal
            ? new UnixDomainSocketEndPoint(Path.Combine(_server.Host!, $".s.PGSQL.{_server.Port}"))
            : new DnsEndPoint(_server.Host!, _server.Port);
        await socket.ConnectAsync(end);
        return socket;
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var read = await from.ReceiveAsync(buffer.AsMemory());
                if (read == 0) return;
                var allowed = Take(read);
                if (allowed > 0) await to.SendAsync(buffer.AsMemory(0, allowed));
                if (allowed < read) HangUp();
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // Hung up, by one side or by us.
        }
    }

    private int Take(int bytes)
    {
        lock (_gate)
        {
            var allowed = (int)Math.Min(bytes, _bytesLeft);
            _bytesLeft -= allowed;
            return allowed;
        }
    }

    private void HangUp()
    {
        lock (_gate)
        {
            foreach (var socket in _sockets) socket.Dispose();
            _sockets.Clear();
            _cut.TrySetResult();
        }
    }
}
