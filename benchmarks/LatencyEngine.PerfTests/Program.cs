using System.Text;
using LatencyEngine.PerfTests.Allocations;
using LatencyEngine.PerfTests.Codecs;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Journal;
using LatencyEngine.PerfTests.Matching;
using LatencyEngine.PerfTests.Multicast;
using LatencyEngine.PerfTests.Reports;
using LatencyEngine.PerfTests.Rings;
using LatencyEngine.PerfTests.Trading;

const int success = 0;
const int failure = 1;
const int usage = 2;
const int missingPrerequisite = 4;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
if (Options.TryParse(args, out var error) is not { } options)
{
    Console.Error.WriteLine(error);
    Console.Error.WriteLine(Options.Usage);
    return usage;
}
if (options.Suites.Contains("allocations") && !new AllocationCheck(Console.Out).Run()) return failure;
if (options.Suites is ["allocations"]) return success;
if ((options.Cores ?? Bench.DefaultCores()) is not { } cores)
{
    Console.Error.WriteLine("benchmarks need two cores; this process has one");
    return missingPrerequisite;
}

var areMet = true;
var suites = new List<SuiteResult>();
using var bench = new Bench(cores, Console.Out, Fail);
try
{
    if (options.Suites.Contains("ring"))
    {
        var effort = options.IsQuick ? Effort.QuickRing : Effort.FullRing;
        suites.Add(bench.Run("ring", RingSuite.Contests(bench, effort), effort));
    }
    if (options.Suites.Contains("sbe"))
    {
        var effort = options.IsQuick ? Effort.QuickSbe : Effort.FullSbe;
        suites.Add(bench.Run("sbe", SbeSuite.Contests(bench), effort));
    }
    if (options.Suites.Contains("matching"))
        areMet = new MatchingSuite(Console.Out, bench.Pinned, options.IsQuick).Run();
    if (options.Suites.Contains("trading"))
        areMet &= new TradingSuite(Console.Out, cores, options.IsQuick).Run();
    if (options.Suites.Contains("journal"))
        areMet &= new JournalSuite(Console.Out, cores, options.IsQuick).Run();
    if (options.Suites.Contains("multicast"))
        areMet &= new MulticastSuite(Console.Out, options.IsQuick).Run();
}
catch (WrongAnswerException wrong)
{
    Fail($"wrong answer: {wrong.Message}");
}
catch (AggregateException parts)
{
    Fail($"a benchmark thread failed: {parts.InnerException}");
}
if (options.JsonPath is { } path) JsonReport.Write(path, suites);
return options.IsStrict && (!areMet
    || suites.SelectMany(suite => suite.Verdicts).Any(v => v.Verdict is { IsJudged: true, IsMet: false }))
    ? failure
    : success;

// Benchmark threads may be spinning: the process ends without waiting for them.
static void Fail(string reason)
{
    Console.Error.WriteLine(reason);
    Environment.Exit(failure);
}
