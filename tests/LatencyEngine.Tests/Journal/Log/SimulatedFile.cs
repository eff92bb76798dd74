namespace LatencyEngine.Tests.Journal.Log;

/// <summary>
/// The content of a simulated file: what programs see, and for every sector that was not flushed all versions that the
/// disk may hold after a loss of power.
/// </summary>
internal sealed class SimulatedFile
{
    public const int SectorBytes = 512;

    private readonly SortedDictionary<int, List<byte[]>> _unflushed = [];
    private byte[] _bytes;
    private int _length;
    private int _flushedLength;

    public SimulatedFile(ReadOnlySpan<byte> content)
    {
        _bytes = content.ToArray();
        _length = _flushedLength = content.Length;
    }

    public int Length => _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public int Read(Span<byte> target, long offset)
    {
        if (offset >= _length) return 0;
        var count = Math.Min(target.Length, _length - (int)offset);
        _bytes.AsSpan((int)offset, count).CopyTo(target);
        return count;
    }

    public void Write(ReadOnlySpan<byte> source, long offset)
    {
        if (source.IsEmpty) return;
        var end = (int)offset + source.Length;
        Grow(end);
        var first = (int)offset / SectorBytes;
        var last = (end - 1) / SectorBytes;
        for (var sector = first; sector <= last; sector++)
        {
            if (!_unflushed.ContainsKey(sector)) _unflushed[sector] = [Sector(sector)];
        }

        source.CopyTo(_bytes.AsSpan((int)offset));
        for (var sector = first; sector <= last; sector++) _unflushed[sector].Add(Sector(sector));
    }

    public void Flush()
    {
        _unflushed.Clear();
        _flushedLength = _length;
    }

    /// <summary>What the disk holds after a loss of power: of each unflushed sector any version.</summary>
    public SimulatedFile AfterPowerCut(Random random)
    {
        var bytes = _bytes.ToArray();
        // A cut that keeps nothing, everything, or any mixture.
        var mood = random.Next(4);
        foreach (var (sector, versions) in _unflushed)
        {
            var version = mood switch { 0 => 0, 1 => versions.Count - 1, _ => random.Next(versions.Count) };
            versions[version].CopyTo(bytes, sector * SectorBytes);
        }

        var length = random.Next(2) == 0 ? _length : _flushedLength;
        return new SimulatedFile(bytes.AsSpan(0, length));
    }

    private byte[] Sector(int sector) => _bytes.AsSpan(sector * SectorBytes, SectorBytes).ToArray();

    private void Grow(int end)
    {
        _length = Math.Max(_length, end);
        var capacity = (_length + SectorBytes - 1) / SectorBytes * SectorBytes;
        if (capacity > _bytes.Length) Array.Resize(ref _bytes, Math.Max(capacity, 2 * _bytes.Length / SectorBytes * SectorBytes));
    }
}
