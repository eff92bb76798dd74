using LatencyEngine.Host.Development;

namespace LatencyEngine.Tests.Host;

public sealed class SuiteResultTests : IDisposable
{
    private readonly string _report = Path.GetTempFileName();

    public void Dispose() => File.Delete(_report);

    [Fact]
    public void Outcomes_are_counted()
    {
        Write(("A", "Passed"), ("B", "Failed"), ("C", "NotExecuted"));
        var result = SuiteResult.Read(_report, exitCode: 1, mayBeEmpty: false);
        Assert.Equal((1, 1, 1), (result.Passed, result.Failed, result.Skipped));
        Assert.Equal("1 passed, 1 failed, 1 skipped", result.ToString());
    }

    [Fact]
    public void Nothing_skipped_is_not_mentioned()
    {
        Write(("A", "Passed"));
        Assert.Equal("1 passed, 0 failed", SuiteResult.Read(_report, exitCode: 0, mayBeEmpty: false).ToString());
    }

    [Fact]
    public void A_suite_without_a_report_has_failed()
    {
        File.Delete(_report);
        Assert.Equal(1, SuiteResult.Read(_report, exitCode: 0, mayBeEmpty: false).Failed);
        Assert.Equal(1, SuiteResult.Read(_report, exitCode: 1, mayBeEmpty: true).Failed);
    }

    [Fact]
    public void A_suite_in_which_no_test_was_executed_has_failed()
    {
        Write(("A", "NotExecuted"));
        Assert.Equal(1, SuiteResult.Read(_report, exitCode: 0, mayBeEmpty: false).Failed);
    }

    [Fact]
    public void A_filter_may_leave_a_suite_empty()
    {
        Write();
        Assert.Equal(0, SuiteResult.Read(_report, exitCode: 0, mayBeEmpty: true).Failed);
    }

    [Fact]
    public void A_runner_that_ends_badly_after_only_passes_has_failed()
    {
        Write(("A", "Passed"));
        var result = SuiteResult.Read(_report, exitCode: 134, mayBeEmpty: false);
        Assert.Equal((1, 1), (result.Passed, result.Failed));
    }

    [Fact]
    public void Results_add_up()
    {
        var one = new SuiteResult(1, 1, 0, ["x"], []);
        var two = new SuiteResult(2, 0, 1, [], ["y"]);
        var sum = one + two;
        Assert.Equal("3 passed, 1 failed, 1 skipped", sum.ToString());
        Assert.Equal(["x"], sum.FailedTests);
        Assert.Equal(["y"], sum.SkippedTests);
    }

    private void Write(params (string Name, string Outcome)[] results)
    {
        var rows = results.Select(r => $"""<UnitTestResult testName="{r.Name}" outcome="{r.Outcome}" />""");
        File.WriteAllText(
            _report,
            $"""
             <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
               <Results>{string.Concat(rows)}</Results>
             </TestRun>
             """);
    }
}
