using CsCheck;
using Tamma.Storage.Sqlite;
using Xunit;

namespace Tamma.Storage.Tests.Sqlite;

public sealed class PackedCountsTests
{
    [Fact]
    public void What_was_packed_is_unpacked() =>
        Gen.Frequency((3, Gen.Const(0L)), (2, Gen.Long[0, 300]), (1, Gen.Long[0, long.MaxValue])).Array[0, 48].Sample(counts => Assert.Equal(counts, PackedCounts.Unpack(PackedCounts.Pack(counts), counts.Length)));

    [Fact]
    public void Any_bytes_are_some_counts() =>
        Gen.Byte.Array[0, 200].Sample(bytes => Assert.All(PackedCounts.Unpack(bytes, 48), count => Assert.True(count >= 0)));

    [Fact]
    public void Zeros_take_no_room() => Assert.Equal([2, 0x81, 0x01], PackedCounts.Pack([0, 0, 129, 0]));
}
