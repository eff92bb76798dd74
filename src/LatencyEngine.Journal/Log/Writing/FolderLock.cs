using System.Globalization;
using System.Text;
using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Log.Writing;

/// <summary>
/// The lock of a journal folder. The operating system holds it, so it ends with the process, however that ends, and a
/// file that is left behind is no obstacle. Who holds it is written beside it: the locked file itself cannot be read.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    public const string LockName = "lock";
    public const string HolderName = "lock.holder";

    private const int HolderBytesMax = 32;

    private readonly IDisposable _lock;

    private FolderLock(IDisposable taken) => _lock = taken;

    /// <exception cref="JournalException">Another process, or this one, writes the journal already.</exception>
    public static FolderLock Take(ILogFiles files, string folder)
    {
        files.CreateFolder(folder);
        var holderPath = Path.Combine(folder, HolderName);
        var taken = files.TryLock(Path.Combine(folder, LockName))
            ?? throw new JournalException($"the journal in {folder} is in use by {Holder(files, holderPath)}");
        using var holder = files.Create(holderPath);
        holder.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)), 0);
        return new FolderLock(taken);
    }

    public void Dispose() => _lock.Dispose();

    private static string Holder(ILogFiles files, string path)
    {
        try
        {
            using var file = files.Open(path, writable: false);
            Span<byte> text = stackalloc byte[HolderBytesMax];
            var count = file.Read(text, 0);
            return count == 0 ? "another process" : $"process {Encoding.ASCII.GetString(text[..count])}";
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
