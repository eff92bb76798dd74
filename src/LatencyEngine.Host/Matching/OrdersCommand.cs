using System.CommandLine;
using LatencyEngine.Backtest.OrderFiles;

namespace LatencyEngine.Host.Matching;

/// <summary><c>matching orders</c>: matches a file of orders, counts, measures, and compares with what is known of it.</summary>
internal static class OrdersCommand
{
    private static readonly (string Name, OrderFileFormat Format)[] Formats =
        [("orders", OrderFileFormat.Orders), ("flash1", OrderFileFormat.Flash1)];

    public static Command Create()
    {
        var file = MatchingVerb.FileArgument("Orders and cancels as comma-separated values, plain or gzip.");
        var format = new Option<string?>("--format") { Description = "orders or flash1, whatever the headings say." };
        format.AcceptOnlyFromAmong([.. Formats.Select(known => known.Name)]);
        var prefill = new Option<int?>("--prefill")
        {
            Description = "So many rows only build the book; as FILE's .expected.json says, or 0, when left out.", HelpName = "N",
        };
        var json = new Option<bool>("--json") { Description = "Print the figures as JSON." };
        var command = new Command("orders", "Match a file of orders: exit code 1 when a figure is not what FILE's .expected.json says.")
        {
            file, format, prefill, json,
        };
        MatchingVerb.SetAction(command, (parse, output) =>
        {
            var wanted = Formats.FirstOrDefault(known => known.Name == parse.GetValue(format)).Format;
            var orders = OrderFile.Read(parse.GetRequiredValue(file).FullName, wanted);
            var expectation = OrderExpectation.FindBeside(orders.Path);
            var rowsBefore = parse.GetValue(prefill) ?? expectation?.Prefill ?? 0;
            if (rowsBefore < 0 || rowsBefore > orders.Rows.Length)
            {
                parse.InvocationConfiguration.Error.WriteLine(
                    $"--prefill: expected a number of rows from 0 to {orders.Rows.Length}, found {rowsBefore}");
                return ExitCode.Usage;
            }

            var report = ReportOf(orders, rowsBefore, expectation);
            if (parse.GetValue(json)) report.WriteJson(output);
            else report.Write(output);
            return report.Difference is null ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static OrdersReport ReportOf(OrderFile orders, int prefill, OrderExpectation? expectation)
    {
        var result = OrderRun.Run(orders, prefill);
        return new OrdersReport
        {
            File = orders,
            Result = result,
            Rate = prefill < orders.Rows.Length ? MatchingRateRun.Measure(orders, result) : null,
            Expectation = expectation,
            Difference = expectation?.FirstDifference(result.Figures),
        };
    }
}
