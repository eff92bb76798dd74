using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LatencyEngine.Viewer.Contract;
using LatencyEngine.Viewer.Terminal;

namespace LatencyEngine.Host.Watch;

/// <summary>What may be said to <c>watch</c>, and what it means. Cold; owned by the command it is added to.</summary>
internal sealed class WatchArguments
{
    private static readonly string[] ViewNames = [.. Enum.GetNames<ScreenKind>().Select(name => name.ToLowerInvariant())];

    private readonly Option<string> _channel = new("--channel")
    {
        Description = "Where the engine publishes.",
        DefaultValueFactory = _ => StreamChannels.Default,
    };

    private readonly Option<string> _view = new("--view")
    {
        Description = "The first view.",
        DefaultValueFactory = _ => ViewNames[0],
    };

    private readonly Option<double> _rate = new("--rate")
    {
        Description = "Most screens drawn in a second.",
        DefaultValueFactory = _ => 10,
    };

    private readonly Option<double> _wait = new("--wait")
    {
        Description = "With --once and --json: seconds to wait for an engine.",
        DefaultValueFactory = _ => 5,
    };

    private readonly Option<string> _size = new("--size")
    {
        Description = "Columns and lines where the output is no terminal.",
        DefaultValueFactory = _ => "120x40",
    };

    private readonly Option<bool> _once = new("--once") { Description = "Print one screen as text and leave." };

    private readonly Option<bool> _json = new("--json") { Description = "Print the whole state as JSON and leave." };

    public void AddTo(Command command)
    {
        _view.AcceptOnlyFromAmong(ViewNames);
        _rate.Validators.Add(static result => CheckRange(result, WatchOptions.RateMin, WatchOptions.RateMax));
        _wait.Validators.Add(static result => CheckRange(result, 0, WatchOptions.WaitSecondsMax));
        _size.Validators.Add(CheckSize);
        foreach (Option option in new Option[] { _channel, _view, _rate, _wait, _size, _once, _json }) command.Options.Add(option);
    }

    /// <summary>Only of a line without errors.</summary>
    public WatchOptions Read(ParseResult parse) => new()
    {
        Channel = parse.GetValue(_channel)!,
        View = Enum.Parse<ScreenKind>(parse.GetValue(_view)!, ignoreCase: true),
        Rate = parse.GetValue(_rate),
        Patience = TimeSpan.FromSeconds(parse.GetValue(_wait)),
        Size = SizeOf(parse.GetValue(_size))!.Value,
        IsOnce = parse.GetValue(_once),
        IsJson = parse.GetValue(_json),
    };

    // What is no number at all is refused by the option itself.
    private static void CheckRange(OptionResult result, double least, double most)
    {
        if (result.Tokens is not [{ Value: var text }]) return;
        if (!double.TryParse(text, CultureInfo.InvariantCulture, out var number) || (number >= least && number <= most)) return;
        result.AddError(FormattableString.Invariant($"{result.Option.Name}: expected {least} to {most}, found {text}."));
    }

    private static void CheckSize(OptionResult result)
    {
        if (SizeOf(result.GetValueOrDefault<string>()) is null)
            result.AddError("--size: expected columns and lines such as 120x40.");
    }

    private static (int Width, int Height)? SizeOf(string? text) =>
        text?.Split('x') is [var columns, var lines]
        && int.TryParse(columns, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
        && int.TryParse(lines, NumberStyles.None, CultureInfo.InvariantCulture, out var height)
        && width > 0 && height > 0 ? (width, height) : null;
}
