# Writes the files of R into the folder that it is run in.
frame <- data.frame(a = c(1.5, NA, 5), b = c(2L, 4L, 6L), c = c(TRUE, FALSE, TRUE))
write.csv(frame, "r.csv")
write.csv2(frame, "r-csv2.csv")
write.table(frame, "r-table.txt")
rownames(frame) <- c("Mazda RX4", "Datsun 710", "Valiant")
write.csv(frame, "r-names.csv")
