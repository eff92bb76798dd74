using System.Text.Json;
using System.Text.RegularExpressions;
using LatencyEngine.Host.Doctor;
using LatencyEngine.Host.Doctor.Probes;

namespace LatencyEngine.Tests.Host.Doctor;

public sealed partial class CheckupTests
{
    [Fact]
    public void A_host_that_says_nothing_fails_no_probe_and_is_told_unknown_with_the_reason()
    {
        IProbe[] readers =
        [
            new VirtualizationProbe(), new StealProbe(), new SiblingsProbe(), new IsolationProbe(),
            new CpuLimitProbe(), new GovernorProbe(), new TurboProbe(), new IdleStatesProbe(),
            new ClockSourceProbe(), new HugePagesProbe(), new SwapProbe(), new NumaProbe(),
        ];
        var examinations = Checkup.Run(SampleHost.Silent, readers, static _ => { });
        Assert.All(examinations, e => Assert.Equal((e.Id, FindingStatus.Unknown), (e.Id, e.Finding.Status)));
        Assert.All(examinations, e => Assert.Contains('/', e.Finding.Text)); // It names the file.
    }

    [Fact]
    public void What_a_system_lacks_makes_one_answer_unknown_and_leaves_the_others()
    {
        IProbe[] probes = [new Failing(new DllNotFoundException("libc")), new CoresProbe()];
        var examinations = Checkup.Run(SampleHost.TunedMetal, probes, static _ => { });
        Assert.Equal(Finding.Unknown("libc").Text, examinations[0].Finding.Text);
        Assert.Equal([FindingStatus.Unknown, FindingStatus.Ok], examinations.Select(e => e.Finding.Status));
    }

    [Fact]
    public void A_bug_in_a_probe_is_not_swallowed() => Assert.Throws<InvalidOperationException>(
        () =>
            Checkup.Run(SampleHost.Silent, [new Failing(new InvalidOperationException())], static _ => { }));

    [Fact]
    public void Progress_names_each_probe_before_it_starts()
    {
        var heard = new List<string>();
        _ = Checkup.Run(SampleHost.Silent, [new CoresProbe(), new SwapProbe()], probe => heard.Add(probe.Id));
        Assert.Equal(["cores", "swap"], heard);
    }

    [Fact]
    public void Keys_are_camel_case_and_unique()
    {
        Assert.All(Checkup.Probes, probe => Assert.Matches(CamelCase(), probe.Id));
        Assert.Equal(Checkup.Probes.Count, Checkup.Probes.Select(probe => probe.Id).Distinct().Count());
    }

    [Fact]
    public void Headings_leave_a_gap_to_the_next_column() => Assert.All(
        Checkup.Probes, probe => Assert.InRange(probe.Subject.Length, 1, TextReport.SubjectWidth - 1));

    [Fact]
    public void The_json_has_all_keys_in_camel_case_and_the_counts_add_up()
    {
        IProbe[] probes =
            [new CoresProbe(), new StealProbe(), new GovernorProbe(), new SiblingsProbe(), new LayoutProbe()];
        var examinations = Checkup.Run(SampleHost.TunedMetal, probes, static _ => { });
        using var report = JsonDocument.Parse(JsonReport.Write(examinations));
        Assert.All(NamesIn(report.RootElement), name => Assert.Matches(CamelCase(), name));
        string[] counts = ["okCount", "adviceCount", "warningCount", "unknownCount"];
        Assert.Equal(probes.Length, counts.Sum(name => report.RootElement.GetProperty(name).GetInt32()));
        var cores = report.RootElement.GetProperty("findings").GetProperty("cores");
        Assert.Equal("ok", cores.GetProperty("status").GetString());
        Assert.Equal(16, cores.GetProperty("facts").GetProperty("usableCount").GetInt32());
    }

    private static IEnumerable<string> NamesIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => NamesIn(p.Value).Prepend(p.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(NamesIn),
        _ => [],
    };

    [GeneratedRegex("^[a-z][a-zA-Z0-9]*$")]
    private static partial Regex CamelCase();

    private sealed class Failing(Exception exception) : IProbe
    {
        public string Id => "failing";

        public string Subject => "failing";

        public Finding Examine(IHost host) => throw exception;
    }
}
