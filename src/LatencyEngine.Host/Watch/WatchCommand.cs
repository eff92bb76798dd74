using System.CommandLine;
using LatencyEngine.Multicast.Channels;
using LatencyEngine.Viewer.Following;
using LatencyEngine.Viewer.Terminal;

namespace LatencyEngine.Host.Watch;

/// <summary>The verb <c>watch</c>: follows a running engine in a terminal, from any process of any host that hears it.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var arguments = new WatchArguments();
        var command = new Command("watch", "Follow a running engine: market, books, orders, positions, risk and health.");
        arguments.AddTo(command);
        command.SetAction((parse, cancellation) => Task.FromResult(Run(arguments.Read(parse), cancellation)));
        return command;
    }

    private static int Run(WatchOptions options, CancellationToken cancellation)
    {
        try
        {
            using var viewer = EngineViewer.Connect(new ViewerOptions { Channel = options.Channel });
            return Run(viewer, options, cancellation);
        }
        catch (ChannelException refused)
        {
            Console.Error.WriteLine($"error: {refused.Message}");
            return ExitCode.BadInput;
        }
    }

    private static int Run(EngineViewer viewer, WatchOptions options, CancellationToken cancellation)
    {
        var isTerminal = !Console.IsOutputRedirected;
        var ability = TerminalAbility.Of(isTerminal, Environment.GetEnvironmentVariable, OperatingSystem.IsWindows());
        if (options.IsOnce || options.IsJson || !isTerminal) return new WatchOnce(viewer, options, ability).Run(cancellation);
        return ability.IsLive
            ? new WatchLive(viewer, options, ability).Run(cancellation)
            : new WatchPlain(viewer, options, ability).Run(cancellation);
    }
}
