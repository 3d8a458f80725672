/// What energy costs: price plans with their history, and the bills, costs and prices that follow
/// from them. Pure and exact: no clock, no files, no threads, no binary fractions.
@NullMarked
package dev.wattsocket.tariff;

import org.jspecify.annotations.NullMarked;
