using System.Security.Cryptography;
using LatencyEngine.Domain.Events;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Multicast.Subscribing;
using LatencyEngine.Runtime.Agents;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Viewer.Contract;

namespace LatencyEngine.Viewer.Commands;

/// <summary>
/// Gives commands to an engine and hears what becomes of them. Any thread may send; a thread of the client's own talks
/// to the streams. Owns its publication and its subscription.
/// </summary>
/// <remarks>
/// <code>
/// using var keys = KeyFile.Read("my.keys");
/// using var client = new CommandClient(driver, keys.Choose(0), new CommandClientOptions());
/// var result = await client.SendAsync(command, CommandClient.NewKey());
/// if (result.Status == CommandStatus.Unknown) result = await client.AskAsync(result.CommandKey);
/// </code>
/// </remarks>
public sealed class CommandClient : IDisposable
{
    private const int ExchangesMax = 4_096;
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(5);

    private readonly CommandSigner _signer;
    private readonly Publication _commands;
    private readonly Subscription _events;
    private readonly CommandClientOptions _options;
    private readonly CommandPostbox _postbox;
    private readonly AgentRunner<BackOffIdle> _runner;

    /// <param name="driver">Carries the streams; the caller's.</param>
    /// <param name="actor">Who gives the commands; the caller's.</param>
    public CommandClient(MediaDriver driver, ActorKey actor, CommandClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(driver);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _signer = new CommandSigner(actor) { SessionId = options.SessionId };
        _commands = driver.AddPublication(options.CommandsChannel, StreamIds.Commands);
        _events = driver.AddSubscription(options.EventsChannel, StreamIds.Events);
        _postbox = new CommandPostbox(new WallClock(), ExchangesMax);
        _runner = new AgentRunner<BackOffIdle>(new Agent(this), default, _ => _postbox.GiveUp());
        _runner.Start(default);
    }

    /// <summary>Whether an engine takes commands and its events are heard.</summary>
    public bool IsConnected => _commands.IsConnected && _events.IsConnected;

    /// <summary>A key that nobody has used, for all that chance allows.</summary>
    public static ulong NewKey()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        return Math.Max(1, BitConverter.ToUInt64(bytes) >> 1); // Fits every language's signed numbers.
    }

    /// <summary>Gives a command.</summary>
    /// <param name="command">One of <see cref="EngineCommands"/>.</param>
    /// <param name="commandKey">From <see cref="NewKey"/>; the same again only for another attempt at the same command.</param>
    /// <returns>What became of it within the timeout.</returns>
    public Task<CommandResult> SendAsync(in EngineEvent command, ulong commandKey)
    {
        ArgumentOutOfRangeException.ThrowIfZero(EngineCommands.BlockBytesOf(command.TemplateId));
        return _postbox.Post(new CommandExchange(_signer, in command, commandKey, _options.Timeout));
    }

    /// <summary>Asks what became of a command that was given before.</summary>
    /// <returns>As <see cref="SendAsync"/>; refused with UnknownKey when it was never taken.</returns>
    public Task<CommandResult> AskAsync(ulong commandKey) =>
        _postbox.Post(new CommandExchange(_signer, default, commandKey, _options.Timeout));

    public void Dispose()
    {
        _runner.Close(ClosePatience);
        _postbox.GiveUp();
        _commands.Dispose();
        _events.Dispose();
    }

    private sealed class Agent(CommandClient client) : IAgent
    {
        private const int FragmentsMax = 256;

        public string RoleName => "command-client";

        public int DoWork()
        {
            var handler = new EventsHandler(client._postbox);
            var work = client._events.Poll(ref handler, FragmentsMax);
            return work + client._postbox.Send(client.IsConnected ? Offer : null);
        }

        public void OnStart()
        {
        }

        public void OnClose()
        {
        }

        private bool Offer(ReadOnlySpan<byte> envelope) => client._commands.Offer(envelope) > 0;
    }

    private readonly struct EventsHandler(CommandPostbox postbox) : IFragmentHandler
    {
        public void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header) => postbox.OnEvent(payload);
    }
}

/// <summary>Where the engine is and how long to wait for it. Immutable.</summary>
public sealed record CommandClientOptions
{
    public string CommandsChannel { get; init; } = StreamChannels.DefaultCommands;

    public string EventsChannel { get; init; } = StreamChannels.Default;

    /// <summary>From the first attempt to send to the end of the wait.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Session that is meant; 0 for whichever runs.</summary>
    public ulong SessionId { get; init; }
}
