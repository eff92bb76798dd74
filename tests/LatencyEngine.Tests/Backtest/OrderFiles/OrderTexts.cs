using LatencyEngine.Backtest.OrderFiles;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Backtest.OrderFiles;

/// <summary>Small files of orders in a folder of their own.</summary>
internal sealed class OrderTexts : IDisposable
{
    public const string OrdersHeadings = "seq,op,order_id,side,price,qty";
    public const string Flash1Headings = "seq,op,order_id,side,price,qty,ioc";

    private readonly TemporaryFolder _folder = new();

    public string PathOf(string name) => Path.Combine(_folder.Path, name);

    /// <summary>Writes headings and rows, each with a line feed.</summary>
    public string Write(string name, params string[] lines) =>
        _folder.Write(name, string.Concat(lines.Select(line => line + "\n")));

    public OrderFile Orders(params string[] rows) => OrderFile.Read(Write("a.csv", [OrdersHeadings, .. rows]));

    public OrderFile Flash1(params string[] rows) => OrderFile.Read(Write("a.csv", [Flash1Headings, .. rows]));

    public void Dispose() => _folder.Dispose();
}
