using LatencyEngine.Host.Doctor;
using Spectre.Console;

namespace LatencyEngine.Tests.Host.Doctor;

public sealed class TextReportTests
{
    private const string LongText = "Other threads and interrupts run on the cores of pinned ones, [and] so"
        + " every event"
        + " waits for somebody else's time slice to end before it is handled at all.";

    private const string LongCommand = "isolcpus=managed_irq,domain,2-7,10-15 nohz_full=2-7,10-15"
        + " rcu_nocbs=2-7,10-15 and more";

    private static readonly Examination[] Rows =
    [
        new("first", "first thing", Finding.Ok("Good")),
        new("second", "second thing", Finding.Warning(LongText, LongCommand)),
        new("third", "third thing", Finding.Unknown("no such file")),
    ];

    [Fact]
    public void Text_fits_80_columns_and_loses_no_word()
    {
        var lines = Write(80).Where(line => !line.Contains(LongCommand, StringComparison.Ordinal)).ToList();
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        var words = string.Join(' ', lines.Select(line => line.Trim()))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(LongText, string.Join(' ', words), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(80)]
    public void A_command_is_never_broken(int columns) =>
        Assert.Single(Write(columns), line => line.EndsWith("-> " + LongCommand, StringComparison.Ordinal));

    [Fact]
    public void The_piped_report_is_plain_ascii() =>
        Assert.All(Write(80).SelectMany(line => line), c => Assert.InRange(c, ' ', '~'));

    [Fact]
    public void Rows_are_aligned()
    {
        var lines = Write(80);
        Assert.Equal("ok       first thing    Good", lines[0]);
        Assert.StartsWith("warning  second thing   Other threads", lines[1], StringComparison.Ordinal);
        Assert.Contains("unknown  third thing    no such file", lines);
    }

    [Theory]
    [InlineData("", new[] { "" })]
    [InlineData("one two", new[] { "one two" })]
    [InlineData("one two three", new[] { "one two", "three" })]
    [InlineData("a unbreakable b", new[] { "a", "unbreakable", "b" })]
    public void Words_are_wrapped(string text, string[] expected) =>
        Assert.Equal(expected, TextReport.Wrap(text, 7));

    [Fact]
    public void The_verdict_counts_and_names_the_first_step()
    {
        Assert.StartsWith("1 warning, 0 pieces of advice.", Verdict.Of(Rows), StringComparison.Ordinal);
        Assert.EndsWith("Begin with: second thing.", Verdict.Of(Rows), StringComparison.Ordinal);
        Assert.EndsWith("Fit for live trading and for latency"
            + " figures.", Verdict.Of(Rows[..1]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_verdict_begins_with_what_can_be_changed()
    {
        Examination known = new("known", "known", Finding.Warning("nothing helps"));
        Assert.EndsWith("Begin with: second thing.", Verdict.Of([known, .. Rows]), StringComparison.Ordinal);
    }

    private static List<string> Write(int columns)
    {
        var writer = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 10_000;
        new TextReport(console, columns).Write(Rows);
        return [.. writer.ToString().Split('\n')];
    }
}
