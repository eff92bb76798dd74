namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>Files number orders from 0, which is no order to the core: there all ids are one greater. Pure.</summary>
internal static class FileOrderId
{
    public static ulong ToCore(ulong fileId) => fileId + 1;

    public static ulong FromCore(ulong coreId) => coreId - 1;
}
