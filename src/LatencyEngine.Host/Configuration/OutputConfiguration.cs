using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>What people see of a session; none of it changes an output of the engine. Immutable.</summary>
public sealed record OutputConfiguration
{
    private static readonly ChoiceType<ReportKind> ReportType = new([
        KeyValuePair.Create("text", ReportKind.Text),
        KeyValuePair.Create("json", ReportKind.Json),
        KeyValuePair.Create("none", ReportKind.Off),
    ]);

    public required ReportKind Report { get; init; }

    /// <summary>Standard output when <c>null</c>.</summary>
    public required string? ReportFile { get; init; }

    /// <summary>None when <c>null</c>.</summary>
    public required string? OrdersFile { get; init; }

    public required LiveView LiveView { get; init; }

    public required int RefreshMillis { get; init; }

    internal static OutputConfiguration Read(ISettings settings) => new()
    {
        Report = settings.Value("report", ReportType, ReportKind.Text, "How the end of the session is told."),
        ReportFile = settings.TryValue(
            "reportFile", TextType.Path, "Where the report goes; standard output when left out.", out var file) ? file : null,
        OrdersFile = settings.TryValue(
            "ordersFile", TextType.Path,
            "File to which what becomes of orders is appended, as JSON lines, once the journal has it.",
            out var orders) ? orders : null,
        LiveView = settings.Value(
            "liveView", ChoiceType.Of<LiveView>(), LiveView.Auto, "Whether a live view is shown; 'auto' on a terminal only."),
        RefreshMillis = settings.Value(
            "refreshMillis", SettingTypes.Count(20, 60_000, "milliseconds"), 250, "Time between two looks of the live view."),
    };
}
