using System.CommandLine;
using System.Globalization;
using LatencyEngine.Multicast.Channels;
using LatencyEngine.Viewer.Contract;
using LatencyEngine.Viewer.Following;
using LatencyEngine.Viewer.Terminal;

namespace LatencyEngine.Host.Watch;

/// <summary>The verb <c>watch</c>: follows a running engine in a terminal, from any process of any host that hears it.</summary>
internal static class WatchCommand
{
    private static readonly string[] ViewNames = [.. Enum.GetNames<ScreenKind>().Select(name => name.ToLowerInvariant())];

    private static readonly Option<string> Channel = new("--channel")
    {
        Description = "Where the engine publishes.",
        DefaultValueFactory = _ => StreamChannels.Default,
    };

    private static readonly Option<string> View = new("--view")
    {
        Description = "The first view.",
        DefaultValueFactory = _ => ViewNames[0],
    };

    private static readonly Option<double> Rate = new("--rate")
    {
        Description = "Most screens drawn in a second.",
        DefaultValueFactory = _ => 10,
    };

    private static readonly Option<double> Wait = new("--wait")
    {
        Description = "With --once and --json: seconds to wait for an engine.",
        DefaultValueFactory = _ => 5,
    };

    private static readonly Option<string> Size = new("--size")
    {
        Description = "Columns and lines where the output is no terminal.",
        DefaultValueFactory = _ => "120x40",
    };

    private static readonly Option<bool> Once = new("--once") { Description = "Print one screen as text and leave." };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the whole state as JSON and leave." };

    public static Command Create()
    {
        View.AcceptOnlyFromAmong(ViewNames);
        Rate.Validators.Add(static result =>
        {
            if (!result.Tokens.Any() || result.GetValueOrDefault<double>() is >= WatchOptions.RateMin and <= WatchOptions.RateMax) return;
            result.AddError(FormattableString.Invariant($"--rate: expected {WatchOptions.RateMin} to {WatchOptions.RateMax} a second."));
        });
        Size.Validators.Add(static result =>
        {
            if (SizeOf(result.GetValueOrDefault<string>()) is null) result.AddError("--size: expected columns and lines such as 120x40.");
        });
        var command = new Command("watch", "Follow a running engine: market, books, orders, positions, risk and health.")
        {
            Channel, View, Rate, Wait, Size, Once, Json,
        };
        command.SetAction((parse, cancellation) => Task.FromResult(Run(OptionsOf(parse), cancellation)));
        return command;
    }

    /// <returns><c>null</c> for anything that is no size.</returns>
    public static (int Width, int Height)? SizeOf(string? text) =>
        text?.Split('x') is [var columns, var lines]
        && int.TryParse(columns, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
        && int.TryParse(lines, NumberStyles.None, CultureInfo.InvariantCulture, out var height)
        && width > 0 && height > 0 ? (width, height) : null;

    private static WatchOptions OptionsOf(ParseResult parse) => new()
    {
        Channel = parse.GetValue(Channel)!,
        View = Enum.Parse<ScreenKind>(parse.GetValue(View)!, ignoreCase: true),
        Rate = parse.GetValue(Rate),
        Patience = TimeSpan.FromSeconds(Math.Clamp(parse.GetValue(Wait), 0, TimeSpan.SecondsPerDay)),
        Size = SizeOf(parse.GetValue(Size))!.Value, // The validator has looked at it.
        IsOnce = parse.GetValue(Once),
        IsJson = parse.GetValue(Json),
    };

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
