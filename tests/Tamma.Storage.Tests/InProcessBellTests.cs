using Tamma.Events;
using Tamma.Storage.Tests.Contracts;

namespace Tamma.Storage.Tests;

public sealed class InProcessBellTests() : BellContract(new InProcessBell());
